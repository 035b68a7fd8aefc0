namespace BenchHub.MockLlm;

/// <summary>Why an answer ends where it does.</summary>
internal enum Finish
{
    Stop = 0,
    StopText,
    Length,
    ContentFilter,
    ToolCalls,
}

/// <summary>An answer before it takes a provider's shape.</summary>
internal sealed record Reply
{
    public required Ask Ask { get; init; }

    /// <summary>The same for the n-th time of the same request.</summary>
    public required string Id { get; init; }

    public required string Text { get; init; }

    public required Finish Finish { get; init; }

    /// <summary>The text at which it stopped.</summary>
    public string? StopText { get; init; }

    public required int InputTokens { get; init; }

    /// <summary>Of the input tokens, those reported as read from a cache.</summary>
    public int CachedTokens { get; init; }

    /// <summary>Of all choices together.</summary>
    public required int OutputTokens { get; init; }

    public bool HidesUsage { get; init; }

    /// <summary>Unix seconds.</summary>
    public required long Created { get; init; }

    /// <summary>Of the answer's tokens; with <see cref="Ask.Echoes"/> those of the prompt come first. Null where not wanted.</summary>
    public IReadOnlyList<TokenOdds>? Odds { get; init; }
}
