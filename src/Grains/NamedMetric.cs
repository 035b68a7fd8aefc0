using BenchHub.Evaluation.Metrics;

namespace BenchHub.Grains;

/// <summary>A metric by the name that a caller gave: of the catalog, <c>judge:…</c> or <c>imported:…</c>.</summary>
internal static class NamedMetric
{
    /// <exception cref="RefusedException">There is no such metric.</exception>
    public static Metric Of(string text)
    {
        try
        {
            return MetricCatalog.Resolve(text);
        }
        catch (UnknownMetricException unknown)
        {
            throw new RefusedException(Refusal.Invalid, unknown.Message, "metric");
        }
    }
}
