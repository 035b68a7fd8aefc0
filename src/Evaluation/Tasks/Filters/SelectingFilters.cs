using BenchHub.Evaluation.Metrics;

namespace BenchHub.Evaluation.Tasks.Filters;

/// <summary>The first answers (<c>take_first</c>, <c>take_first_k</c>).</summary>
internal sealed class TakeFilter(int count) : IAnswerFilter
{
    public IReadOnlyList<string> Apply(IReadOnlyList<string> answers, IReadOnlyList<string> options) => answers.Count >= count
        ? [.. answers.Take(count)]
        : throw new InvalidItemException($"{count} answers are needed, and there are {answers.Count}; let the task repeat each record as often.");
}

/// <summary>The answer that was given most often, the first of equals (<c>majority_vote</c>).</summary>
internal sealed class MajorityFilter : IAnswerFilter
{
    public IReadOnlyList<string> Apply(IReadOnlyList<string> answers, IReadOnlyList<string> options) =>
        [answers.GroupBy(static answer => answer, StringComparer.Ordinal).MaxBy(static group => group.Count())!.Key];
}

/// <summary>Another word for each answer, as <c>mapping_dict</c> has it.</summary>
internal sealed class MapFilter(IReadOnlyDictionary<string, string> words, string otherwise) : IAnswerFilter
{
    public IReadOnlyList<string> Apply(IReadOnlyList<string> answers, IReadOnlyList<string> options) =>
        [.. answers.Select(answer => words.GetValueOrDefault(answer, otherwise))];
}

/// <summary>Each answer changed by itself.</summary>
internal sealed class TextFilter(Func<string, string> change) : IAnswerFilter
{
    public static TextFilter Strip { get; } = new(Templates.PythonText.Strip);

    public static TextFilter Lower { get; } = new(Templates.TextMethods.Lower);

    public static TextFilter Upper { get; } = new(Templates.TextMethods.Upper);

    public IReadOnlyList<string> Apply(IReadOnlyList<string> answers, IReadOnlyList<string> options) => [.. answers.Select(change)];
}
