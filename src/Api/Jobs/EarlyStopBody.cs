using BenchHub.Api.Json;
using BenchHub.Evaluation.Metrics;
using BenchHub.Jobs;

namespace BenchHub.Api.Jobs;

/// <summary>When the systems of a job are known well enough. The items of a dataset are then asked in a random order.</summary>
[RequestBody]
internal sealed record EarlyStopBody
{
    /// <summary>By which the systems are ranked: a mean of items with a least and a greatest value, such as accuracy.</summary>
    public string? Metric { get; init; }

    /// <summary>Chance that any pair of systems on a dataset is called wrongly. Default: 0.05.</summary>
    public double? Alpha { get; init; }

    /// <summary>Differences up to this do not matter, in units of the metric. Default: 0, where equal systems are asked everything.</summary>
    public double? Margin { get; init; }

    /// <summary>Of the order of items. Default: one that follows from the job's id.</summary>
    public int? Seed { get; init; }

    /// <exception cref="RefusedException">No metric is named.</exception>
    /// <exception cref="UnknownMetricException">There is no such metric.</exception>
    public EarlyStopping ToCommand()
    {
        var defaults = new EarlyStopping();
        return string.IsNullOrWhiteSpace(Metric)
            ? throw new RefusedException(Refusal.Invalid, "earlyStop.metric is missing; name the metric by which the systems are ranked.", "earlyStop.metric")
            : defaults with
            {
                Metric = MetricCatalog.Resolve(Metric).Name.ToString(),
                Alpha = Alpha ?? defaults.Alpha,
                Margin = Margin ?? defaults.Margin,
                Seed = Seed,
            };
    }
}
