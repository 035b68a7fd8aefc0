using System.Globalization;
using BenchHub.Cli.Hub;

namespace BenchHub.Cli.Jobs;

/// <summary>Times as people write them: 30s, 90m, 24h, 2d.</summary>
internal static class Lasting
{
    /// <exception cref="HubException">The text is no time.</exception>
    public static double? Seconds(string? text, string option) => text is null
        ? null
        : Unit(text) is { } unit && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number * unit
            : throw new HubException($"{option} is '{text}'; it should look like 30s, 90m, 24h or 2d.");

    private static int? Unit(string text) => text.Length == 0 ? null : text[^1] switch
    {
        's' => 1,
        'm' => 60,
        'h' => 60 * 60,
        'd' => 24 * 60 * 60,
        _ => null,
    };
}
