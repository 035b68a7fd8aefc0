using System.Collections.Immutable;

namespace BenchHub.Connectors.Models;

/// <summary>What one answer says, or one event of a streamed one.</summary>
/// <param name="Text">Of the model; empty where it said nothing.</param>
/// <param name="FinishReason">One of <see cref="FinishReasons"/> or the provider's own word; in a stream its presence means that the text is complete.</param>
/// <param name="Tokens">As far as the provider tells.</param>
internal sealed record ModelReply(string Text = "", string? FinishReason = null, ToldTokens Tokens = default)
{
    public double? LogLikelihood { get; init; }

    public bool IsGreedy { get; init; }

    /// <summary>Names of the tools that the model wants to be called.</summary>
    public ImmutableArray<string> Tools { get; init; } = [];

    /// <summary>The provider's mark that nothing follows.</summary>
    public bool IsEnd { get; init; }
}

/// <summary>Counts that a provider tells; null is what it does not.</summary>
internal readonly record struct ToldTokens(int? Input, int? Cached, int? Output)
{
    /// <summary>Later events of a stream tell totals, not differences.</summary>
    public ToldTokens Then(ToldTokens later) => new(later.Input ?? Input, later.Cached ?? Cached, later.Output ?? Output);
}

public static class FinishReasons
{
    public const string Stop = "stop";
    public const string Length = "length";
    public const string ContentFilter = "content_filter";
    public const string ToolCalls = "tool_calls";
}
