using BenchHub.Evaluation.Metrics;
using BenchHub.Jobs;

namespace BenchHub.Grains.Jobs;

/// <summary>What early stopping needs: systems to compare, and a metric whose mean can be bounded.</summary>
internal static class EarlyStopRules
{
    /// <summary>496 pairs; more take longer to decide than their answers are worth.</summary>
    public const int MostSystems = 32;

    public static IEnumerable<Finding> Problems(EarlyStopping early, SubmitJob command)
    {
        var systems = command.Systems.Distinct().Count();
        if (systems is < 2 or > MostSystems)
        {
            yield return new("earlyStop", false, $"Early stopping compares systems; name 2 to {MostSystems} of them, not {systems}.");
        }

        if (early.Alpha is not (> 0 and < 1))
        {
            yield return new("earlyStop.alpha", false, $"earlyStop.alpha is {early.Alpha}; it must lie between 0 and 1, such as 0.05.");
        }

        if (!(early.Margin >= 0 && double.IsFinite(early.Margin)))
        {
            yield return new("earlyStop.margin", false, $"earlyStop.margin is {early.Margin}; it must be 0 or more, in units of the metric.");
        }

        if (early.Seed < 0)
        {
            yield return new("earlyStop.seed", false, $"earlyStop.seed is {early.Seed}; it must be 0 or more.");
        }

        if (Problem(early, command) is { } detail)
        {
            yield return new("earlyStop.metric", false, detail);
        }
    }

    /// <summary>For a job that stops early by what it does not measure.</summary>
    public static string Unmeasured(string metric, string? dataset, IEnumerable<string> measured) =>
        $"The job stops early by {metric}, which it does not measure{(dataset is null ? "" : $" on '{dataset}'")}; it measures {string.Join(", ", measured)}. Add it to metrics.";

    private static string? Problem(EarlyStopping early, SubmitJob command)
    {
        Metric metric;
        try
        {
            metric = MetricCatalog.Resolve(early.Metric);
        }
        catch (UnknownMetricException unknown)
        {
            return unknown.Message;
        }

        var definition = metric.Definition;
        if (definition.Aggregation is not MetricAggregation.Mean)
        {
            return $"{metric.Name} is no mean of items, so systems cannot be compared by it item by item; stop by a metric that is, such as accuracy or ndcg@10.";
        }

        if (!double.IsFinite(definition.Minimum) || !double.IsFinite(definition.Maximum))
        {
            return $"{metric.Name} has no least or no greatest value, which the guarantee of early stopping rests on; stop by a metric that has both, such as one from 0 to 1.";
        }

        if (double.IsFinite(early.Margin) && early.Margin >= definition.Maximum - definition.Minimum)
        {
            return $"A margin of {early.Margin} is as wide as {metric.Name} itself, from {definition.Minimum} to {definition.Maximum}; nothing would be asked.";
        }

        return command.Metrics.IsDefaultOrEmpty || command.Metrics.Contains(metric.Name.ToString())
            ? null
            : Unmeasured(metric.Name.ToString(), dataset: null, command.Metrics);
    }
}
