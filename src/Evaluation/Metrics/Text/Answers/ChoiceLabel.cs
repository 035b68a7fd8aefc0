using System.Globalization;
using System.Text.RegularExpressions;

namespace BenchHub.Evaluation.Metrics.Text.Answers;

/// <summary>The choice that an answer names, from 0: A, 1, ① and 가 are the first.</summary>
internal static partial class ChoiceLabel
{
    private const string Korean = "가나다라마바사아자차카타파하";
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    /// <summary>A text that is nothing but a label, bracketed or not; null for any other.</summary>
    public static int? Whole(string text) => Last(WholeLabel().Matches(text), int.MaxValue);

    /// <summary>
    /// The first of these that the answer has, among the first <paramref name="choices"/> labels: the answer is nothing but a
    /// label; the last label behind "answer", "정답" or "답" (with is, :, 은, 는 …); a label at its beginning with a dot, bracket,
    /// colon or line end; the last label in brackets or circled. Null where it has none. O(n).
    /// </summary>
    public static int? Of(string answer, int choices) =>
        Last(WholeLabel().Matches(answer), choices)
        ?? Last(Stated().Matches(answer), choices)
        ?? Last(Leading().Matches(answer), choices)
        ?? Last(Bracketed().Matches(answer), choices);

    private static int? Last(MatchCollection matches, int choices)
    {
        int? last = null;
        foreach (Match match in matches)
        {
            last = Index(match) is var index && index < choices ? index : last;
        }

        return last;
    }

    private static int Index(Match match)
    {
        var label = match.Groups["label"].Value;
        return label[0] switch
        {
            >= '①' and <= '⑳' => label[0] - '①',
            >= '가' and <= '하' => Korean.IndexOf(label[0], StringComparison.Ordinal),
            >= '1' and <= '9' => int.Parse(label, CultureInfo.InvariantCulture) - 1,
            var letter => (letter | 0x20) - 'a',
        };
    }

    [GeneratedRegex(@"\A\s*(\*\*)?[(\[]?(?<label>[A-Za-z]|[1-9][0-9]?|[①-⑳]|[가나다라마바사아자차카타파하])[)\].:]?(\*\*)?[.]?\s*\z", Options)]
    private static partial Regex WholeLabel();

    [GeneratedRegex(
        @"([Aa]nswer|ANSWER|정답|답)(\s+(is|choice|option))*(은|는|이)?\s*[:=：]?\s*(\*\*)?([(\[](?<label>[A-Za-z]|[1-9][0-9]?|[가나다라마바사아자차카타파하])[)\]]"
        + @"|(?<label>[①-⑳])|(?<label>[A-Z]|[1-9][0-9]?|[가나다라마바사아자차카타파하])(번|입니다|이다|예요|이에요|\W|\z))",
        Options)]
    private static partial Regex Stated();

    [GeneratedRegex(@"\A\s*(\*\*)?(?<label>[A-Z]|[1-9][0-9]?|[가나다라마바사아자차카타파하])([).:]|(\*\*)?\s*\n)", Options)]
    private static partial Regex Leading();

    [GeneratedRegex(@"[(\[](?<label>[A-Za-z]|[1-9][0-9]?|[가나다라마바사아자차카타파하])[)\]]|(?<label>[①-⑳])", Options)]
    private static partial Regex Bracketed();
}
