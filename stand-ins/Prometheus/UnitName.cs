using System.Text;

namespace OpenTelemetry.Exporter.Prometheus;

/// <summary>Turns a UCUM unit into the words that Prometheus names end with: <c>By/s</c> becomes bytes_per_second.</summary>
internal static class UnitName
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["d"] = "days",
        ["h"] = "hours",
        ["min"] = "minutes",
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["TiBy"] = "tibibytes",
        ["KBy"] = "kilobytes",
        ["MBy"] = "megabytes",
        ["GBy"] = "gigabytes",
        ["TBy"] = "terabytes",
        ["B"] = "bytes",
        ["KB"] = "kilobytes",
        ["MB"] = "megabytes",
        ["GB"] = "gigabytes",
        ["TB"] = "terabytes",
        ["m"] = "meters",
        ["V"] = "volts",
        ["A"] = "amperes",
        ["J"] = "joules",
        ["W"] = "watts",
        ["g"] = "grams",
        ["Cel"] = "celsius",
        ["Hz"] = "hertz",
        ["1"] = "",
        ["%"] = "percent",
        ["$"] = "dollars",
    };

    private static readonly Dictionary<string, string> PerWords = new(StringComparer.Ordinal)
    {
        ["s"] = "second",
        ["m"] = "minute",
        ["h"] = "hour",
        ["d"] = "day",
        ["w"] = "week",
        ["mo"] = "month",
        ["y"] = "year",
    };

    /// <returns>Null when nothing is left, as for the unit 1 and for pure annotations such as {item}.</returns>
    public static string? Of(string? unit)
    {
        var plain = WithoutAnnotations(unit ?? "");
        var slash = plain.IndexOf('/', StringComparison.Ordinal);
        var words = slash >= 0 && slash < plain.Length - 1
            ? $"{Word(Words, plain[..slash])}_per_{Word(PerWords, plain[(slash + 1)..])}"
            : Word(Words, plain);
        return Sanitize(words) is { Length: > 0 } sanitized ? sanitized : null;
    }

    private static string Word(Dictionary<string, string> words, string unit) => words.GetValueOrDefault(unit, unit);

    private static string WithoutAnnotations(string unit)
    {
        for (var open = unit.IndexOf('{', StringComparison.Ordinal); open >= 0; open = unit.IndexOf('{', StringComparison.Ordinal))
        {
            var close = unit.IndexOf('}', open);
            if (close < 0)
            {
                break;
            }

            unit = unit.Remove(open, close - open + 1);
        }

        return unit;
    }

    private static string Sanitize(string words)
    {
        var sanitized = new StringBuilder(words.Length);
        foreach (var character in words)
        {
            if (char.IsAsciiLetterOrDigit(character) || character == ':')
            {
                sanitized.Append(character);
            }
            else if (sanitized.Length > 0 && sanitized[^1] != '_')
            {
                sanitized.Append('_');
            }
        }

        return sanitized.ToString().TrimEnd('_');
    }
}
