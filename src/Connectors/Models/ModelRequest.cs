namespace BenchHub.Connectors.Models;

/// <summary>One turn of a conversation.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">What was said.</param>
public sealed record ModelTurn(string Role, string Text);

/// <summary>
/// What to ask a model: a conversation, or a text to go on with. Fields that are null are left to the registration and
/// then to the provider.
/// </summary>
public sealed record ModelRequest
{
    /// <summary>Empty where <see cref="Prompt"/> is given.</summary>
    public IReadOnlyList<ModelTurn> Turns { get; init; } = [];

    /// <summary>A text that the model completes. Providers without completions are asked it as what the user says.</summary>
    public string? Prompt { get; init; }

    /// <summary>Asks for the log-likelihood of this text after <see cref="Prompt"/> instead of a completion.</summary>
    public string? Continuation { get; init; }

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    public int? MaxTokens { get; init; }

    public int? Seed { get; init; }

    /// <summary>Texts at which the model stops; they are not part of the answer.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];
}
