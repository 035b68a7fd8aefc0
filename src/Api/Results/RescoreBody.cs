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

    /// <summary>Names of judges, each in its latest version; each brings the metric judge:name.</summary>
    public IReadOnlyList<string>? Judges { get; init; }

    /// <summary>The result whose outputs are the opponent's answers, for judges that compare two.</summary>
    public string? Against { get; init; }

    /// <summary>Items that are judged at once. Default: 8.</summary>
    public int? Concurrency { get; init; }

    /// <summary>US dollars that the judges may cost; the job then ends with a partial result. Default: no cap.</summary>
    public decimal? MaxDollars { get; init; }

    /// <summary>Tokens that the judges may take. Default: no cap.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>Whether verdicts that a judge gave to the same request before are used again. Default: true.</summary>
    public bool? Cache { get; init; }

    /// <exception cref="RefusedException">A judge does not exist, or a setting cannot mean anything.</exception>
    /// <exception cref="UnknownMetricException">There is no such metric.</exception>
    public async Task<SubmitJob> ToCommand(ResultId result, Lookup lookup, CancellationToken ct)
    {
        var defaults = new SubmitJob();
        return defaults with
        {
            Name = Name ?? "",
            Rescore = [result],
            Metrics = Metrics is { } named ? [.. MetricSet.Parse(named).Names] : [],
            Judges = await lookup.Judges(Judges ?? [], "judges", ct),
            Against = Against is { Length: > 0 } id ? new ResultId(id) : null,
            Concurrency = Concurrency ?? defaults.Concurrency,
            MostCost = Dollars.ToBillionths(MaxDollars, "maxDollars"),
            MostTokens = MaxTokens,
            UseCache = Cache ?? true,
        };
    }
}
