namespace BenchHub.Storage.Models;

/// <summary>One answer of a model, as it was given, with what it cost.</summary>
/// <param name="Text">The completion; empty where only likelihoods were asked for.</param>
/// <param name="Extracted">What the task's filters made of it, which was scored; null where that is the text itself.</param>
public sealed record ModelOutput(string Text, string? Extracted = null)
{
    /// <summary>Why the model stopped, in the provider's word.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Log-likelihood of the given continuation, in nats.</summary>
    public double? LogLikelihood { get; init; }

    /// <summary>Whether the continuation is what the model would have said at temperature 0.</summary>
    public bool IsGreedy { get; init; }

    public ModelUsage Usage { get; init; } = ModelUsage.None;

    /// <summary>The answer stood in the response cache: nothing was asked, nothing paid.</summary>
    public bool IsCached { get; init; }

    public double LatencyMilliseconds { get; init; }

    /// <summary>Whether the program passed its test; null where there is none, or the test could not judge it.</summary>
    public bool? Passed { get; init; }

    /// <summary>The texts that a RAG service says it answered from, in its order; none of a bare model.</summary>
    public IReadOnlyList<string> Contexts { get; init; } = [];

    /// <summary>Reasons, verdicts and the like that scoring added, as JSON; null where there are none.</summary>
    public string? Notes { get; init; }
}

/// <summary>What one answer took.</summary>
/// <param name="InputTokens">Of the request, those read from the provider's cache included.</param>
/// <param name="CachedTokens">Of the input, those that the provider had cached.</param>
/// <param name="Cost">In billionths of a US dollar; null where the model has no known price.</param>
/// <param name="IsCounted">The tokens were counted by us since the provider did not say.</param>
public sealed record ModelUsage(int InputTokens, int CachedTokens, int OutputTokens, long? Cost, bool IsCounted = false)
{
    public static readonly ModelUsage None = new(0, 0, 0, 0);
}
