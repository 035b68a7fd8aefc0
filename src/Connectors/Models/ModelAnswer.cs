namespace BenchHub.Connectors.Models;

/// <summary>What a model answered.</summary>
/// <param name="Text">The completion; empty where likelihoods were asked for.</param>
/// <param name="FinishReason"><c>stop</c>, <c>length</c>, <c>content_filter</c>, <c>tool_calls</c> or the provider's own word.</param>
/// <param name="Tokens">What it took.</param>
/// <param name="Latency">Of the attempt that succeeded, from sending to the last byte.</param>
/// <param name="Attempts">How often it was asked.</param>
public sealed record ModelAnswer(string Text, string? FinishReason, ModelTokens Tokens, TimeSpan Latency, int Attempts)
{
    /// <summary>Of the continuation that was asked about, in nats.</summary>
    public double? LogLikelihood { get; init; }

    /// <summary>Whether each token of the continuation was the likeliest; false where the provider does not tell.</summary>
    public bool IsGreedy { get; init; }

    /// <summary>Until the first token of a streamed answer.</summary>
    public TimeSpan? FirstToken { get; init; }
}

/// <param name="Input">Tokens of the request, those in the provider's cache included.</param>
/// <param name="Cached">Of the input, those that the provider had in its cache.</param>
/// <param name="Output">Tokens of the answer.</param>
/// <param name="IsCounted">We estimated at least one of them, since the provider did not say.</param>
public sealed record ModelTokens(int Input, int Cached, int Output, bool IsCounted = false);
