namespace BenchHub.Evaluation.Tasks.Filters;

/// <summary>Turns the answers to one request into others, in the order of the repeats. Safe for concurrent use.</summary>
internal interface IAnswerFilter
{
    /// <param name="answers">One or more.</param>
    /// <param name="options">The choices of the question; may be none.</param>
    /// <returns>At least one.</returns>
    /// <exception cref="Metrics.InvalidItemException">There are too few answers, or a pattern takes too long.</exception>
    public IReadOnlyList<string> Apply(IReadOnlyList<string> answers, IReadOnlyList<string> options);
}

/// <summary>Filters one after the other; what is first in the end is what the model is taken to have answered.</summary>
internal sealed record FilterPipeline(string Name, IReadOnlyList<IAnswerFilter> Steps)
{
    public static FilterPipeline TakeFirst { get; } = new("none", [new TakeFilter(1)]);

    public IReadOnlyList<string> Apply(IReadOnlyList<string> answers, IReadOnlyList<string> options) =>
        Steps.Aggregate(answers, (left, step) => step.Apply(left, options));
}
