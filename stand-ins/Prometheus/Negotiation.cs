using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace OpenTelemetry.Exporter.Prometheus;

/// <summary>Picks the format by the Accept header: the highest quality wins, and the first among equals.</summary>
internal sealed record Negotiation(Format Format, string ContentType)
{
    private const string Text = "text/plain";
    private const string OpenMetrics = "application/openmetrics-text";

    private static readonly Negotiation Fallback = Of(Format.Text, "0.0.4");

    public static Negotiation For(IList<MediaTypeHeaderValue> accept)
    {
        var (best, bestQuality) = (Fallback, 0.0);
        foreach (var value in accept)
        {
            if (Parse(value) is { } offered && Quality(value) is var quality && quality > bestQuality)
            {
                (best, bestQuality) = (offered, quality);
            }
        }

        return best;
    }

    private static Negotiation? Parse(MediaTypeHeaderValue value)
    {
        var version = Parameter(value, "version");
        return value.MediaType.ToString().ToLowerInvariant() switch
        {
            Text when version is null or "0.0.4" => Fallback,
            Text when version is "1.0.0" => Of(Format.Text, version),
            OpenMetrics when version is null or "1.0.0" => Of(Format.OpenMetrics, "1.0.0"),
            OpenMetrics when version is "0.0.1" => Of(Format.OpenMetrics, version),
            _ => null,
        };
    }

    /// <summary>Versions from 1.0.0 on name the escaping of names, which here is always by underscores.</summary>
    private static Negotiation Of(Format format, string version)
    {
        var type = $"{(format == Format.Text ? Text : OpenMetrics)}; version={version}; charset=utf-8";
        return new(format, version == "1.0.0" ? type + "; escaping=underscores" : type);
    }

    private static double Quality(MediaTypeHeaderValue value) =>
        Parameter(value, "q") is not { } quality ? 1
        : double.TryParse(quality, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 1 ? number
        : 0;

    private static string? Parameter(MediaTypeHeaderValue value, string name) => value.Parameters
        .FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?
        .Value.ToString().Trim('"');
}
