using System.Diagnostics.CodeAnalysis;

namespace BenchHub.MockLlm;

/// <summary>Times as people type them: <c>50ms</c>, <c>1.5s</c>, <c>2m</c>.</summary>
public static class Durations
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <exception cref="FormatException">The text is none, or more than a day; the message says so.</exception>
    public static TimeSpan Parse(string text) =>
        TryParse(text, out var time) ? time.Value : throw new FormatException($"'{text}' is no duration; write 50ms, 2s or 5m, at most 1440m.");

    public static bool TryParse(string text, [NotNullWhen(true)] out TimeSpan? time)
    {
        var (number, unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], TimeSpan.FromMilliseconds(1))
            : text.EndsWith('s') ? (text[..^1], TimeSpan.FromSeconds(1))
            : text.EndsWith('m') ? (text[..^1], TimeSpan.FromMinutes(1))
            : ("", TimeSpan.Zero);
        time = double.TryParse(number, out var amount) && amount >= 0 && amount <= Longest / unit ? amount * unit : null;
        return time is not null;
    }
}
