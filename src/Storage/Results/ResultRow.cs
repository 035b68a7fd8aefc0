using Dapper;

namespace BenchHub.Storage.Results;

/// <summary>One finished evaluation of one system on one dataset.</summary>
/// <param name="Errors">Items that have an error instead of an answer.</param>
/// <param name="Document">JSON: latency quantiles, configuration, provenance; comes back as the text it was given as.</param>
[method: ExplicitConstructor]
public sealed record ResultRow(
    string Id,
    string JobId,
    int TaskNumber,
    string SystemId,
    string SystemName,
    int SystemRevision,
    string DatasetId,
    string DatasetName,
    int DatasetVersion,
    string ContentHash,
    int Items,
    int Errors,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    string Document)
{
    /// <summary>Since when the result does not stand for its system; null where it may.</summary>
    public DateTimeOffset? QuarantinedAt { get; init; }

    /// <summary>Who said so, where they said who they are.</summary>
    public string? QuarantinedBy { get; init; }

    public string? QuarantineReason { get; init; }
}

/// <summary>One metric of a result, with the score of every item.</summary>
/// <param name="Value">Null when undefined; a NaN is stored as null.</param>
/// <param name="Scores">By item index; NaN where undefined. Kept bit for bit.</param>
public sealed record ScoreColumn(
    string Metric, double? Value, double? CiLow, double? CiHigh, int N, int Errors, int Undefined, string Signature, double[] Scores);

/// <summary>One metric of a result, without the scores.</summary>
[method: ExplicitConstructor]
public sealed record MetricRow(
    string ResultId, string Metric, double? Value, double? CiLow, double? CiHigh, int N, int Errors, int Undefined, string Signature);

/// <summary>Which results to list; what is null does not matter.</summary>
public sealed record ResultFilter(string? SystemId = null, string? DatasetId = null, string? JobId = null);
