using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace OpenTelemetry.Exporter.Prometheus;

/// <summary>
/// Writes metrics as Prometheus text 0.0.4 or OpenMetrics 1.0. Families are sorted by name; metrics of one name but
/// different types are left out, as a scraper would refuse the whole answer.
/// </summary>
internal static class Exposition
{
    public static byte[] Write(IReadOnlyList<Metric> metrics, Resource resource, Format format, PrometheusAspNetCoreOptions options)
    {
        var text = new StringBuilder();
        WriteTarget(text, resource, format);
        var families = metrics
            .Where(static metric => metric.MetricType.TypeWord() is not null)
            .Select(metric => (Metric: metric, Name: MetricName.Of(metric, format, options.DisableTotalNameSuffixForCounters)))
            .GroupBy(static each => each.Name.Family, StringComparer.Ordinal)
            .Where(static family => family.DistinctBy(static each => each.Metric.MetricType.TypeWord()).Count() == 1)
            .OrderBy(static family => family.Key, StringComparer.Ordinal);

        foreach (var family in families)
        {
            WriteMetadata(text, [.. family], format);
            var inOrder = family
                .OrderBy(static each => each.Metric.MeterName, StringComparer.Ordinal)
                .ThenBy(static each => each.Metric.Name, StringComparer.Ordinal);
            foreach (var (metric, name) in inOrder)
            {
                WritePoints(text, metric, name, format, options.ScopeInfoEnabled);
            }
        }

        return Encoding.UTF8.GetBytes(format == Format.OpenMetrics ? text.Append("# EOF\n").ToString() : text.ToString());
    }

    private static void WriteTarget(StringBuilder text, Resource resource, Format format)
    {
        if (!resource.Attributes.Any())
        {
            return;
        }

        var (family, type) = format == Format.OpenMetrics ? ("target", "info") : ("target_info", "gauge");
        Line(text, $"# TYPE {family} {type}");
        Line(text, $"# HELP {family} Target metadata");
        Line(text, $"target_info{{{Labels.Of(resource.Attributes)}}} 1");
    }

    private static void WriteMetadata(StringBuilder text, List<(Metric Metric, MetricName Name)> family, Format format)
    {
        var (first, name) = family[0];
        Line(text, $"# TYPE {name.Family} {first.MetricType.TypeWord()}");
        if (format == Format.OpenMetrics && family.Select(static each => each.Name.Unit).FirstOrDefault(static unit => unit is not null) is { } unit)
        {
            Line(text, $"# UNIT {name.Family} {unit}");
        }

        if (family.Select(static each => each.Metric.Description).FirstOrDefault(static help => !string.IsNullOrEmpty(help)) is { } help)
        {
            Line(text, $"# HELP {name.Family} {Labels.Escape(help, quotes: format == Format.OpenMetrics)}");
        }
    }

    private static void WritePoints(StringBuilder text, Metric metric, MetricName name, Format format, bool withScope)
    {
        var isHistogram = metric.MetricType.IsHistogram();
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = Labels.Of(metric, point.Tags, withScope, reserved: isHistogram ? "le" : null).ToString();
            if (isHistogram)
            {
                WriteHistogram(text, in point, name.Sample, labels, format);
            }
            else
            {
                Line(text, $"{name.Sample}{{{labels}}} {Value(metric.MetricType, in point)}");
            }

            if (format == Format.OpenMetrics && (isHistogram || metric.MetricType.IsMonotonicSum()))
            {
                Line(text, $"{name.Family}_created{{{labels}}} {UnixSeconds(point.StartTime)}");
            }
        }
    }

    private static void WriteHistogram(StringBuilder text, in MetricPoint point, string name, string labels, Format format)
    {
        var before = labels.Length == 0 ? "" : labels + ",";
        var upTo = 0L;
        var hasNegativeBound = false;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            upTo += bucket.BucketCount;
            hasNegativeBound |= bucket.ExplicitBound < 0;
            var bound = format == Format.OpenMetrics ? Number.Canonical(bucket.ExplicitBound) : Number.Shortest(bucket.ExplicitBound);
            Line(text, $"{name}_bucket{{{before}le=\"{bound}\"}} {upTo.ToString(CultureInfo.InvariantCulture)}");
        }

        // OpenMetrics takes the sum for a counter, which one with negative values is not.
        if (format == Format.Text || !hasNegativeBound)
        {
            Line(text, $"{name}_sum{{{labels}}} {Number.Shortest(point.GetHistogramSum())}");
            Line(text, $"{name}_count{{{labels}}} {point.GetHistogramCount().ToString(CultureInfo.InvariantCulture)}");
        }
    }

    private static string Value(MetricType type, in MetricPoint point) => (type.IsLong(), type.IsSum()) switch
    {
        (true, true) => point.GetSumLong().ToString(CultureInfo.InvariantCulture),
        (true, false) => point.GetGaugeLastValueLong().ToString(CultureInfo.InvariantCulture),
        (false, true) => Number.Shortest(point.GetSumDouble()),
        (false, false) => Number.Shortest(point.GetGaugeLastValueDouble()),
    };

    private static string UnixSeconds(DateTimeOffset at) =>
        Number.Shortest((at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
