using System.Globalization;
using System.Text;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks.Templates;

namespace BenchHub.Evaluation.Tasks.Filters;

/// <summary>
/// The letter of the choice that an answer names, as <c>(A)</c> (lm-evaluation-harness' <c>multi_choice_regex</c>): what the pattern
/// finds; else the text of a choice in the answer; else a letter behind a colon; else the fallback.
/// </summary>
internal sealed class ChoiceRegexFilter(
    RegexFilter pattern, bool ignoreCase, bool ignorePunctuation, IReadOnlyList<AnswerPattern> ignored, string fallback) : IAnswerFilter
{
    private const int MostChoices = 26;

    public IReadOnlyList<string> Apply(IReadOnlyList<string> answers, IReadOnlyList<string> options)
    {
        if (options.Count is 0 or > MostChoices)
        {
            throw new InvalidItemException(
                $"The filter multi_choice_regex needs the choices of the question, 1 to {MostChoices}, and there are {options.Count}.");
        }

        var letters = new Dictionary<string, string>();
        foreach (var (i, option) in options.Index())
        {
            letters[Cleaned(PythonText.Strip(option))] = Letter(i);
        }

        var texts = AnswerPattern.AnyOf(options.Select(option => Cleaned(PythonText.Strip(option))));
        var behindColon = AnswerPattern.Parse($@":\s*({string.Join('|', Enumerable.Range(0, options.Count).Select(static i => (char)('A' + i)))})");
        return [.. answers.Select(answer => Named(pattern.Match(answer))
            ?? Named(pattern.Match(texts, Cleaned(answer)) is { } text ? letters.GetValueOrDefault(text, text) : null)
            ?? Named(pattern.Match(behindColon, answer) is { } letter ? $"({letter})" : null)
            ?? fallback)];
    }

    // An empty match counts as none.
    private static string? Named(string? match) => match is { Length: > 0 } ? match : null;

    private static string Letter(int index) => $"({(char)('A' + index)})";

    private string Cleaned(string text)
    {
        text = ignored.Aggregate(text, static (left, each) => each.Remove(left));
        text = ignoreCase ? TextMethods.Lower(text) : text;
        return ignorePunctuation ? string.Concat(text.EnumerateRunes().Where(static rune => !IsPunctuation(rune))) : text;
    }

    private static bool IsPunctuation(Rune rune) => Rune.GetUnicodeCategory(rune)
        is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;
}
