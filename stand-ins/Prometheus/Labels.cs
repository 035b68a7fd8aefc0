using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;

namespace OpenTelemetry.Exporter.Prometheus;

/// <summary>The labels of one series. Keys that become equal once sanitized share a label, their values joined by ';'.</summary>
internal sealed class Labels
{
    private readonly List<(string Key, List<(string Original, string Value)> Values)> _labels = [];

    /// <summary>The meter's own labels, then those of the point, except one that the format sets itself.</summary>
    public static Labels Of(Metric metric, ReadOnlyTagCollection tags, bool withScope, string? reserved = null)
    {
        var labels = new Labels();
        if (withScope)
        {
            labels.AddScope(metric);
        }

        foreach (var tag in tags)
        {
            if (Sanitize(tag.Key) is var key && key != reserved)
            {
                labels.Add(key, tag.Key, tag.Value);
            }
        }

        return labels;
    }

    public static Labels Of(IEnumerable<KeyValuePair<string, object>> attributes)
    {
        var labels = new Labels();
        foreach (var (key, value) in attributes)
        {
            labels.Add(Sanitize(key), key, value);
        }

        return labels;
    }

    /// <returns><c>key="value",…</c> without braces.</returns>
    public override string ToString() => string.Join(',', _labels.Select(static label =>
        $"{label.Key}=\"{Escape(Joined(label.Values), quotes: true)}\""));

    public static string Escape(string text, bool quotes)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    private void AddScope(Metric metric)
    {
        string[] known = ["otel_scope_name", "otel_scope_version", "otel_scope_schema_url"];
        foreach (var (key, value) in known.Zip([metric.MeterName, metric.MeterVersion, metric.MeterSchemaUrl]))
        {
            if (key == known[0] || !string.IsNullOrEmpty(value))
            {
                Add(key, key, value);
            }
        }

        foreach (var (tag, value) in metric.MeterTags ?? [])
        {
            if (Sanitize($"otel_scope_{tag}") is var key && !known.Contains(key, StringComparer.Ordinal))
            {
                Add(key, tag, value);
            }
        }
    }

    private void Add(string key, string original, object? value)
    {
        var index = _labels.FindIndex(label => label.Key == key);
        if (index < 0)
        {
            index = _labels.Count;
            _labels.Add((key, []));
        }

        _labels[index].Values.Add((original, Text(value)));
    }

    private static string Joined(List<(string Original, string Value)> values) =>
        string.Join(';', values.OrderBy(static value => value.Original, StringComparer.Ordinal).Select(static value => value.Value));

    private static string Text(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        double number => Number.Canonical(number),
        float number => Number.Canonical(number),
        IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Each run of characters other than letters, digits and '_' becomes one '_'; a leading digit gets one in front.</summary>
    private static string Sanitize(string key)
    {
        var sanitized = new StringBuilder(key.Length + 1);
        foreach (var character in key)
        {
            if (char.IsAsciiLetterOrDigit(character) || character == '_')
            {
                _ = sanitized.Length == 0 && char.IsAsciiDigit(character) ? sanitized.Append('_') : sanitized;
                sanitized.Append(character);
            }
            else if (sanitized.Length == 0 || sanitized[^1] != '_')
            {
                sanitized.Append('_');
            }
        }

        return sanitized.Length == 0 ? "_" : sanitized.ToString();
    }
}
