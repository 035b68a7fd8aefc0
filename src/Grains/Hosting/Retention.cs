using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BenchHub.Grains.Hosting;

/// <summary>What grows for ever unless it is pruned.</summary>
/// <param name="What">For people.</param>
/// <param name="Age">How long it is kept; null means for ever.</param>
/// <param name="Prune">Removes what is older than an instant and answers how many.</param>
internal sealed record Retention(string What, TimeSpan? Age, Func<DateTimeOffset, CancellationToken, Task<long>> Prune)
{
    private const int Most = 36_500;

    /// <summary>A setting in days.</summary>
    /// <exception cref="RefusedException">The setting is no number of days.</exception>
    public static TimeSpan? Days(IConfiguration configuration, string setting, int otherwise, string what) => configuration[setting] switch
    {
        null or "" => TimeSpan.FromDays(otherwise),
        "0" => null,
        var text when int.TryParse(text, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= Most => TimeSpan.FromDays(days),
        var text => throw new RefusedException(Refusal.Invalid, $"{setting} is '{text}'; give the days for which {what} are kept, 1 to {Most}, or 0 to keep them for ever."),
    };
}
