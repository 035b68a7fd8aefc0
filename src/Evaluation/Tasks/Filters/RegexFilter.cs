using BenchHub.Evaluation.Tasks.Templates;

namespace BenchHub.Evaluation.Tasks.Filters;

/// <summary>
/// One of the matches of a pattern in each answer, without the white space around it (lm-evaluation-harness' <c>regex</c>). Where
/// there is no such match, which ends a run there, the fallback.
/// </summary>
/// <param name="pattern">With groups the first that is not empty counts.</param>
/// <param name="select">Which match: 0 is the first, -1 the last.</param>
/// <param name="fallback">What an answer without a match becomes.</param>
internal sealed class RegexFilter(AnswerPattern pattern, int select, string fallback) : IAnswerFilter
{
    public const string DefaultPattern = @"#### (\-?[0-9\.\,]+)";

    public const string Invalid = "[invalid]";

    public IReadOnlyList<string> Apply(IReadOnlyList<string> answers, IReadOnlyList<string> options) =>
        [.. answers.Select(answer => Match(pattern, answer) ?? fallback)];

    /// <summary>Null where there is none.</summary>
    public string? Match(string answer) => Match(pattern, answer);

    public string? Match(AnswerPattern other, string answer)
    {
        var found = other.FindAll(answer);
        var index = select < 0 ? found.Count + select : select;
        return index >= 0 && index < found.Count && found[index] is { } match ? PythonText.Strip(match) : null;
    }
}
