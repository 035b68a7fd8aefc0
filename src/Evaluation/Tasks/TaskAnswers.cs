namespace BenchHub.Evaluation.Tasks;

/// <summary>All that is known of the answers to one request; what was not asked for stays empty.</summary>
public sealed record TaskAnswers
{
    /// <summary>The answers in words, one for each repeat.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Natural logarithm of the probability of each of <see cref="TaskPrompt.Choices"/> after the prompt.</summary>
    public IReadOnlyList<double> LogLikelihoods { get; init; } = [];

    /// <summary>The same without the prompt, where <c>acc_mutual_info</c> is wanted.</summary>
    public IReadOnlyList<double>? Unconditional { get; init; }

    /// <summary>For each choice, whether it is what the model would have said; empty where that is not known.</summary>
    public IReadOnlyList<bool> Greedy { get; init; } = [];

    /// <summary>For each sample of a program, whether it passed; null for one that could not be run.</summary>
    public IReadOnlyList<bool?> Correct { get; init; } = [];

    /// <summary>
    /// By the name of a metric's family, such as <c>faithfulness</c>, what a judge found: a record of
    /// <see cref="Metrics.Verdicts"/>, as the metric needs it. A verdict that is absent leaves the metric undefined.
    /// </summary>
    public IReadOnlyDictionary<string, object> Verdicts { get; init; } = new Dictionary<string, object>();

    /// <summary>Scores that another tool computed, by the metric's whole name, such as <c>imported:exact_match</c>.</summary>
    public IReadOnlyDictionary<string, double> Imported { get; init; } = new Dictionary<string, double>();
}
