using System.Globalization;

namespace BenchHub.Reports;

/// <summary>Numbers as people read them.</summary>
internal static class Shown
{
    /// <summary>Four decimals, more of them for what is small; a dash for what is undefined.</summary>
    public static string Number(double? value) => value is not { } number || !double.IsFinite(number) ? "–"
        : number == 0 ? "0"
        : Math.Abs(number) >= 1e6 || Math.Abs(number) < 1e-3 ? number.ToString("0.###e+0", CultureInfo.InvariantCulture)
        : number.ToString("0.0000", CultureInfo.InvariantCulture);

    public static string Signed(double? value) => value is > 0 ? "+" + Number(value) : Number(value);

    public static string Interval(double? low, double? high) => low is null || high is null ? "" : $"[{Number(low)}, {Number(high)}]";

    public static string P(double? p) => p is not { } value ? "–" : value < 0.0001 ? "< 0.0001" : value.ToString("0.0000", CultureInfo.InvariantCulture);

    public static string Ranks(int low, int high) => low == high ? $"{low}" : $"{low}–{high}";

    public static string At(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    public static string Rank(double? rank) => rank is { } value ? value.ToString("0.00", CultureInfo.InvariantCulture) : "–";

    /// <summary>In one line, without what turns the direction of the text around it or cannot be seen.</summary>
    public static string Name(string text) => string.Concat(text.Select(static c => c switch
    {
        '\t' or '\n' or '\r' or '\u2028' or '\u2029' => ' ',
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u200E' or '\u200F' => '\uFFFD',
        _ when char.IsControl(c) => '\uFFFD',
        _ => c,
    }));
}
