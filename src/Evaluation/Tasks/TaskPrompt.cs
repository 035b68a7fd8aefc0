namespace BenchHub.Evaluation.Tasks;

/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">What is said, without the delimiters that a prompt in one text needs.</param>
public sealed record TaskTurn(string Role, string Text)
{
    /// <summary>Whoever asks; the last turn of a conversation is always theirs.</summary>
    public const string User = "user";
}

/// <summary>What a task asks of a model for one record, and what would be right.</summary>
public sealed record TaskPrompt
{
    /// <summary>For models that chat: few-shot examples are turns of their own.</summary>
    public required IReadOnlyList<TaskTurn> Turns { get; init; }

    /// <summary>The same as one text, with the delimiters of lm-evaluation-harness.</summary>
    public required string Prompt { get; init; }

    /// <summary>
    /// Continuations of <see cref="Prompt"/> whose likelihoods are wanted, each with the delimiter in front; one where a text is to be
    /// judged. Empty where an answer in words is wanted.
    /// </summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The choices as people read them; also where they are not continuations.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Index of the right choice, the first where several are right; null where there are no choices.</summary>
    public int? Gold { get; init; }

    /// <summary>Indexes of all right choices.</summary>
    public IReadOnlyList<int> Golds { get; init; } = [];

    /// <summary>Answers in words that would be right.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>What the model's code is run with; null where the task is not of the kind code.</summary>
    public TaskProgram? Program { get; init; }

    /// <summary>Whether the model is asked for the letter of a choice, not for likelihoods.</summary>
    public bool IsLettered { get; init; }

    /// <summary>The record's field <c>contexts</c> in a task of the kind <see cref="TaskKind.RagAnswer"/>: what a model that finds none itself answers from.</summary>
    public IReadOnlyList<string> Contexts { get; init; } = [];
}
