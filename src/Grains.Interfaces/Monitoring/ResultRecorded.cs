using BenchHub.Datasets;
using BenchHub.Jobs;
using BenchHub.Systems;

namespace BenchHub.Monitoring;

/// <summary>
/// Event: a result was committed. It may be lost, doubled or late: whoever hears of it reads the results that it has not read yet, and does so
/// without it as well.
/// </summary>
[GenerateSerializer, Immutable, Alias("benchhub.result-recorded")]
public sealed record ResultRecorded(
    [property: Id(0)] ResultId Result,
    [property: Id(1)] JobId Job,
    [property: Id(2)] SystemId SystemId,
    [property: Id(3)] DatasetId Dataset,
    [property: Id(4)] int Version,
    [property: Id(5)] DateTimeOffset FinishedAt);
