namespace BenchHub.Evaluation.Judging;

/// <summary>What a judge is shown of one item.</summary>
public sealed record JudgedItem
{
    public required string Question { get; init; }

    public required string Answer { get; init; }

    /// <summary>Right answers, any of which would do; judges that go statement by statement take the first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>What the system retrieved, best first.</summary>
    public IReadOnlyList<string> Contexts { get; init; } = [];

    /// <summary>Another system's answer to the question, which a pairwise judge compares with this one.</summary>
    public string? Opponent { get; init; }
}
