using OpenTelemetry.Metrics;

namespace OpenTelemetry.Exporter.Prometheus;

internal static class MetricKind
{
    /// <returns>True for counters; up-down counters are gauges to Prometheus.</returns>
    public static bool IsMonotonicSum(this MetricType type) =>
        type is MetricType.LongSum or MetricType.DoubleSum;

    /// <returns>The word of the TYPE line, or null for kinds that neither format has.</returns>
    public static string? TypeWord(this MetricType type) => type switch
    {
        MetricType.Histogram => "histogram",
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic or MetricType.LongGauge or MetricType.DoubleGauge => "gauge",
        _ => null,
    };
}
