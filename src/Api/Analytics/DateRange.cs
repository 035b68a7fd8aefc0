using System.Globalization;

namespace BenchHub.Api.Analytics;

/// <summary>From an instant on, up to another that no longer counts; either may be open.</summary>
internal sealed record DateRange(DateTimeOffset? From, DateTimeOffset? To)
{
    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <param name="from">A day (UTC), or an instant as ISO 8601 writes it.</param>
    /// <param name="to">A day, which counts as a whole, or an instant.</param>
    /// <param name="fromField">How the caller names the first.</param>
    /// <param name="toField">How the caller names the second.</param>
    /// <exception cref="RefusedException">One is neither, or the first comes after the second.</exception>
    public static DateRange Of(string? from, string? to, string fromField, string toField)
    {
        var range = new DateRange(Instant(from, fromField, isEnd: false), Instant(to, toField, isEnd: true));
        return range.From > range.To
            ? throw new RefusedException(Refusal.Invalid, $"{fromField} ({from}) comes after {toField} ({to}).", fromField)
            : range;
    }

    private static DateTimeOffset? Instant(string? text, string field, bool isEnd)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            return !isEnd ? start : day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : start.AddDays(1);
        }

        // An offset's plus sign that was not escaped arrives as a blank.
        return DateTimeOffset.TryParseExact(
            text.Replace(' ', '+'), Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw new RefusedException(Refusal.Invalid, $"{field} is '{text}'; write a day as 2026-03-01 or an instant as 2026-03-01T12:00:00Z.", field);
    }
}
