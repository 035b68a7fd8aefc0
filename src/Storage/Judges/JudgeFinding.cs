using BenchHub.Storage.Models;

namespace BenchHub.Storage.Judges;

/// <summary>What one judge found of one item, and how it came to that.</summary>
/// <param name="Judge">Its name.</param>
/// <param name="Value">In the units of its metric; NaN where it is undefined.</param>
/// <param name="Reason">In the judge's words; of an undefined value, why it is.</param>
public sealed record JudgeFinding(string Judge, double Value, string Reason)
{
    /// <summary>What a reader should know, such as <c>order-decided</c>.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Replies that were no verdicts, each with what was wrong; so often the judge was asked again, or given up.</summary>
    public IReadOnlyList<string> Malformed { get; init; } = [];

    /// <summary>Calls that were made.</summary>
    public int Asked { get; init; }

    /// <summary>Replies that stood in the response cache and cost nothing.</summary>
    public int Cached { get; init; }

    /// <summary>Of the calls that were made; the cost is null where one of them has no known price.</summary>
    public ModelUsage Usage { get; init; } = ModelUsage.None;
}
