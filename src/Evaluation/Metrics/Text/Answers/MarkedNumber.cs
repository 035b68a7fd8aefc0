using System.Globalization;
using System.Text.RegularExpressions;

namespace BenchHub.Evaluation.Metrics.Text.Answers;

/// <summary>The number behind the last line that begins with <c>####</c> or <c>A:</c>.</summary>
internal static partial class MarkedNumber
{
    /// <summary>Null where there is no such line, or no number right behind its mark. O(n).</summary>
    public static decimal? Of(string text)
    {
        var last = -1;
        for (var start = 0; start <= text.Length;)
        {
            var line = text.AsSpan(start);
            last = line.StartsWith("####") ? start + 4 : line.StartsWith("A:") ? start + 2 : last;
            start = text.IndexOf('\n', start) is var end and >= 0 ? end + 1 : text.Length + 1;
        }

        if (last < 0)
        {
            return null;
        }

        var stop = text.IndexOf('\n', last);
        return Leading(stop < 0 ? text[last..] : text[last..stop]);
    }

    /// <summary>The number that a text begins with; a fraction such as 1/5 is none.</summary>
    public static decimal? Leading(string text) => Number().Match(text) is { Success: true } match && !match.Groups["fraction"].Success
        && decimal.TryParse(
            match.Groups["number"].Value.Replace("$", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number)
        ? number
        : null;

    [GeneratedRegex(
        @"\A\s*(?<number>\$?-?\$?([0-9][0-9,]*(\.[0-9]+)?|\.[0-9]+))(?<fraction>\s*/\s*[0-9])?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
