using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace BenchHub.Connectors.Net;

/// <summary>How long a service asks to be left alone, in the words of RFC 9110 and of those who sell models.</summary>
internal static partial class RetryAfterHeaders
{
    // (time until a limit is whole again, what is left of it)
    private static readonly (string Reset, string Remaining)[] Limits =
    [
        ("x-ratelimit-reset-requests", "x-ratelimit-remaining-requests"),
        ("x-ratelimit-reset-tokens", "x-ratelimit-remaining-tokens"),
        ("anthropic-ratelimit-requests-reset", "anthropic-ratelimit-requests-remaining"),
        ("anthropic-ratelimit-tokens-reset", "anthropic-ratelimit-tokens-remaining"),
        ("anthropic-ratelimit-input-tokens-reset", "anthropic-ratelimit-input-tokens-remaining"),
        ("anthropic-ratelimit-output-tokens-reset", "anthropic-ratelimit-output-tokens-remaining"),
    ];

    /// <summary>
    /// <c>retry-after-ms</c>, else <c>Retry-After</c>, else, where <paramref name="isLimited"/> (429), the longest wait for
    /// a limit of which nothing is left; where none is used up, the shortest of those told.
    /// </summary>
    public static TimeSpan? Read(HttpResponseHeaders headers, bool isLimited, DateTimeOffset now)
    {
        if (Value(headers, "retry-after-ms") is { } text && double.TryParse(text, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return Span(milliseconds / 1000);
        }

        return headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => isLimited ? Reset(headers, now) : null,
        };
    }

    /// <summary>A length of time such as <c>6m0s</c>, <c>12ms</c>, <c>1h2m3.5s</c> or, in seconds, <c>20</c>; null for anything else.</summary>
    public static TimeSpan? Duration(string text)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var plain))
        {
            return Span(plain);
        }

        var match = Parts().Match(text);
        return match.Success && text.Length > 0 ? Span((Part("d") * 86400) + (Part("h") * 3600) + (Part("m") * 60) + Part("s") + (Part("ms") / 1000)) : null;

        double Part(string unit) => double.TryParse(match.Groups[unit].ValueSpan, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static TimeSpan? Reset(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var known = Limits
            .Select(limit => (Wait: Until(Value(headers, limit.Reset), now), IsUsedUp: Value(headers, limit.Remaining) == "0"))
            .Where(static limit => limit.Wait is not null)
            .ToArray();
        return known.Any(static limit => limit.IsUsedUp) ? known.Where(static limit => limit.IsUsedUp).Max(static limit => limit.Wait) : known.Min(static limit => limit.Wait);
    }

    private static TimeSpan? Until(string? text, DateTimeOffset now) =>
        text is null ? null
        : Duration(text) ?? (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date - now : null);

    private static string? Value(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.First().Trim() : null;

    // A service may say anything; what is beyond a day is a day.
    private static TimeSpan Span(double seconds) => TimeSpan.FromSeconds(double.IsNaN(seconds) ? 0 : Math.Clamp(seconds, 0, 86400));

    [GeneratedRegex(@"^((?<d>\d+)d)?((?<h>\d+)h)?((?<m>\d+)m(?!s))?((?<s>\d+(\.\d+)?)s)?((?<ms>\d+(\.\d+)?)ms)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parts();
}
