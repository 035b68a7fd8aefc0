using System.Globalization;

namespace OpenTelemetry.Exporter.Prometheus;

internal static class Number
{
    /// <returns>The shortest text that reads back as the same value.</returns>
    public static string Shortest(double value) =>
        double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture)
        : double.IsNaN(value) ? "NaN"
        : value > 0 ? "+Inf" : "-Inf";

    /// <summary>
    /// The OpenMetrics canonical number, which label values use: always with a fraction (<c>10.0</c>), and with an
    /// exponent of two digits below 1e-04 and from 1e+06
    /// (https://prometheus.io/docs/specs/om/open_metrics_spec/#considerations-canonical-numbers).
    /// </summary>
    public static string Canonical(double value)
    {
        var shortest = Shortest(value);
        if (!double.IsFinite(value))
        {
            return shortest;
        }

        if (value == 0)
        {
            return "0.0";
        }

        var sign = value < 0 ? "-" : "";
        var parts = shortest.TrimStart('-').Split('E');
        var whole = parts[0].Split('.')[0];
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        var leadingZeros = parts[0].Replace(".", "", StringComparison.Ordinal).Length - digits.Length;
        var exponent = (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0) + whole.Length - 1 - leadingZeros;
        if (exponent is >= -4 and < 6)
        {
            return shortest.Contains('.', StringComparison.Ordinal) ? shortest : shortest + ".0";
        }

        digits = digits.TrimEnd('0');
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }
}
