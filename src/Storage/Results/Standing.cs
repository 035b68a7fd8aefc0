using Dapper;

namespace BenchHub.Storage.Results;

/// <summary>What stands for a system on the latest version of a dataset, by one metric.</summary>
/// <param name="Value">Null where it is undefined.</param>
[method: ExplicitConstructor]
public sealed record Standing(
    string ResultId, string SystemId, string SystemName, string DatasetId, string DatasetName, int DatasetVersion, double? Value, int N, string Signature);
