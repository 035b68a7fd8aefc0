using System.Text;
using OpenTelemetry.Metrics;

namespace OpenTelemetry.Exporter.Prometheus;

/// <summary>
/// The names of a metric by the rules of
/// https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/.
/// </summary>
/// <param name="Sample">Name on the sample lines; of a histogram, what its suffixes are added to.</param>
/// <param name="Family">Name on the TYPE, UNIT and HELP lines.</param>
/// <param name="Unit">The unit in words; null without one.</param>
internal sealed record MetricName(string Sample, string Family, string? Unit)
{
    private const string Total = "_total";

    public static MetricName Of(Metric metric, Format format, bool withoutTotal)
    {
        var unit = UnitName.Of(metric.Unit);
        return metric.MetricType.IsMonotonicSum()
            ? OfCounter(metric.Name, unit, format, withoutTotal)
            : OfOther(metric.Name, unit);
    }

    private static MetricName OfOther(string name, string? unit)
    {
        var sanitized = WithUnit(Sanitize(name), unit);
        return new(sanitized, sanitized, unit);
    }

    /// <summary>OpenMetrics names the family without _total and demands it on the samples; the text format has one name.</summary>
    private static MetricName OfCounter(string name, string? unit, Format format, bool withoutTotal)
    {
        if (format == Format.OpenMetrics)
        {
            var family = WithoutTotal(WithUnit(Sanitize(WithoutTotal(name)), unit));
            return new(family + Total, family, unit);
        }

        var sanitized = Sanitize(name);
        var unitIsThere = unit is not null && sanitized.EndsWith(unit + Total, StringComparison.Ordinal);
        sanitized = unitIsThere ? sanitized : WithUnit(sanitized, unit);
        if (!withoutTotal && !sanitized.EndsWith(Total, StringComparison.Ordinal))
        {
            sanitized += Total;
        }

        return new(sanitized, sanitized, unit);
    }

    private static string WithUnit(string name, string? unit) =>
        unit is null || name.EndsWith(unit, StringComparison.Ordinal) ? name : $"{name}_{unit}";

    private static string WithoutTotal(string name) =>
        name.EndsWith(Total, StringComparison.Ordinal) ? name[..^Total.Length] : name;

    /// <summary>Each run of characters other than letters, digits and ':' becomes one '_', as does a leading digit.</summary>
    private static string Sanitize(string name)
    {
        var sanitized = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (char.IsAsciiLetter(character) || character == ':' || (char.IsAsciiDigit(character) && sanitized.Length > 0))
            {
                sanitized.Append(character);
            }
            else if (sanitized.Length == 0 || sanitized[^1] != '_')
            {
                sanitized.Append('_');
            }
        }

        return sanitized.ToString();
    }
}
