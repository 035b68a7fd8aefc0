using BenchHub.Evaluation.Metrics;

namespace BenchHub.Grains.Analytics;

/// <summary>Which of the metrics that there are is meant.</summary>
internal static class MetricChoice
{
    /// <returns>The canonical name, or the first that there is where none is named; null where there is none and none is named.</returns>
    /// <exception cref="RefusedException">There is no such metric, or the results do not have it.</exception>
    public static string? Of(string? asked, IReadOnlyList<string> there)
    {
        if (string.IsNullOrEmpty(asked))
        {
            return there.Count == 0 ? null : there[0];
        }

        var name = there.Contains(asked, StringComparer.Ordinal) ? asked : Resolved(asked);
        return there.Count == 0 || there.Contains(name, StringComparer.Ordinal)
            ? name
            : throw new RefusedException(Refusal.Unprocessable, $"The results have no {name}; they have {string.Join(", ", there)}.", "metric");
    }

    /// <summary>What is known of a metric; null where the number has outlived it.</summary>
    public static MetricDefinition? Definition(string metric)
    {
        try
        {
            return MetricCatalog.Resolve(metric).Definition;
        }
        catch (UnknownMetricException)
        {
            return null;
        }
    }

    private static string Resolved(string asked)
    {
        try
        {
            return MetricCatalog.Resolve(asked).Name.ToString();
        }
        catch (UnknownMetricException unknown)
        {
            throw new RefusedException(Refusal.Invalid, unknown.Message, "metric");
        }
    }
}
