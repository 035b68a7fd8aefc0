using BenchHub.Api.Json;
using BenchHub.Evaluation.Metrics;
using BenchHub.Jobs;

namespace BenchHub.Api.Results;

/// <summary>How to score stored outputs again.</summary>
[RequestBody]
internal sealed record RescoreBody
{
    /// <summary>Of the new job.</summary>
    public string? Name { get; init; }

    /// <summary>Default: those that a job on this dataset has.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }

    /// <exception cref="UnknownMetricException">There is no such metric.</exception>
    public SubmitJob ToCommand(ResultId result) => new()
    {
        Name = Name ?? "",
        Rescore = [result],
        Metrics = Metrics is { } named ? [.. MetricSet.Parse(named).Names] : [],
    };
}
