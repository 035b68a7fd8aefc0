using System.Text.RegularExpressions;

namespace BenchHub.Evaluation.Metrics.Text.Answers;

/// <summary>The number that an answer ends in, by the rules of lm-evaluation-harness' task gsm8k (version 3).</summary>
internal static partial class GsmNumber
{
    private const string Mark = "#### ";

    /// <summary>The number behind the first <c>#### </c>; null where there is none. O(n).</summary>
    public static string? Strict(string answer) => Marked().Match(answer) is { Success: true } match ? match.Groups["number"].Value : null;

    /// <summary>
    /// The last run of two or more of <c>$ 0-9 . ,</c> or of digits, with a minus before it; null where there is none. O(n). As in
    /// the reference an ellipsis is such a run.
    /// </summary>
    public static string? Flexible(string answer)
    {
        var last = Range.EndAt(0);
        foreach (var match in Anywhere().EnumerateMatches(answer))
        {
            last = match.Index..(match.Index + match.Length);
        }

        return last.End.Value > 0 ? answer[last] : null;
    }

    /// <summary>Without commas, dollars, all up to the last <c>#### </c>, and a full stop at the end.</summary>
    public static string Clean(string text)
    {
        var clean = text.Replace(",", "", StringComparison.Ordinal).Replace("$", "", StringComparison.Ordinal);
        clean = clean.LastIndexOf(Mark, StringComparison.Ordinal) is var mark and >= 0 ? clean[(mark + Mark.Length)..] : clean;
        return clean switch
        {
            [.. var number, '.'] => number,
            [.. var number, '.', '\n'] => number + "\n",
            _ => clean,
        };
    }

    [GeneratedRegex("#### (?<number>-?[0-9.,]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Marked();

    [GeneratedRegex("-?[$0-9.,]{2,}|-?[0-9]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Anywhere();
}
