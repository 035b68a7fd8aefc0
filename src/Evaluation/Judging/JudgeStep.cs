using BenchHub.Evaluation.Tasks;

namespace BenchHub.Evaluation.Judging;

/// <summary>
/// Where a judging stands: a <see cref="JudgeQuestion"/> or a <see cref="JudgeEmbedding"/> that somebody has to answer, or the
/// <see cref="JudgeVerdict"/> that ends it. Steps are immutable; the same replies lead to the same verdict.
/// </summary>
public abstract record JudgeStep
{
    private protected JudgeStep()
    {
    }
}

/// <summary>A question to the judge's model.</summary>
public sealed record JudgeQuestion : JudgeStep
{
    private readonly Func<string, JudgeStep> _then;
    private readonly Func<string, JudgeVerdict> _stop;

    internal JudgeQuestion(Func<string, JudgeStep> then, Func<string, JudgeVerdict> stop) => (_then, _stop) = (then, stop);

    /// <summary>From 1, within the judging; asking again does not count.</summary>
    public required int Number { get; init; }

    /// <summary>How often this question has been answered in vain. Where it is above 0, the turns say what was wrong with the last reply.</summary>
    public required int Repeat { get; init; }

    public required IReadOnlyList<TaskTurn> Turns { get; init; }

    /// <summary>The next step. A reply that is no verdict leads to the same question once more, in the end to an undefined verdict.</summary>
    public JudgeStep Reply(string text) => _then(text);

    /// <summary>An undefined verdict, because the model could not be asked.</summary>
    public JudgeVerdict Unanswered(string reason) => _stop(reason);
}

/// <summary>Texts whose embeddings are wanted.</summary>
public sealed record JudgeEmbedding : JudgeStep
{
    private readonly Func<IReadOnlyList<ReadOnlyMemory<float>>, JudgeStep> _then;
    private readonly Func<string, JudgeVerdict> _stop;

    internal JudgeEmbedding(Func<IReadOnlyList<ReadOnlyMemory<float>>, JudgeStep> then, Func<string, JudgeVerdict> stop) => (_then, _stop) = (then, stop);

    public required IReadOnlyList<string> Texts { get; init; }

    /// <param name="vectors">One for each of <see cref="Texts"/>. Vectors without a cosine leave the verdict undefined.</param>
    public JudgeStep Reply(IReadOnlyList<ReadOnlyMemory<float>> vectors) => _then(vectors);

    /// <inheritdoc cref="JudgeQuestion.Unanswered"/>
    public JudgeVerdict Unanswered(string reason) => _stop(reason);
}
