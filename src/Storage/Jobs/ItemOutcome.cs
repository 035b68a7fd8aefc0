using BenchHub.Storage.Judges;
using BenchHub.Storage.Models;

namespace BenchHub.Storage.Jobs;

/// <summary>One document of a system's answer, in the order answered.</summary>
public sealed record AnswerDocument(string Id, double Score);

/// <summary>What came of asking a system one item.</summary>
/// <param name="Index">The item's place in the dataset.</param>
/// <param name="Scores">One per metric of the job, in its order; NaN where the metric is undefined.</param>
/// <param name="Error">Why there is no answer; null when there is one.</param>
/// <param name="LatencyMilliseconds">Of the last attempt.</param>
public sealed record ItemOutcome(
    int Index,
    string ItemId,
    IReadOnlyList<AnswerDocument> Answer,
    double[] Scores,
    string? Error,
    double LatencyMilliseconds,
    int Attempts)
{
    /// <summary>What a model said, one per request that the item made; none of a retrieval service.</summary>
    public IReadOnlyList<ModelOutput> Outputs { get; init; } = [];

    /// <summary>What judges found, one entry per judge of the job.</summary>
    public IReadOnlyList<JudgeFinding> Findings { get; init; } = [];
}

/// <summary>Which items a chunk holds, as differences: indexes that follow each other take a byte each.</summary>
internal static class IndexCodec
{
    public static byte[] Encode(IReadOnlyList<ItemOutcome> outcomes)
    {
        var to = new PayloadWriter();
        var last = 0;
        foreach (var outcome in outcomes)
        {
            to.Int(outcome.Index - last);
            last = outcome.Index;
        }

        return to.Written.ToArray();
    }

    public static IEnumerable<int> Decode(byte[] bytes)
    {
        var indexes = new List<int>(bytes.Length);
        var from = new PayloadReader(bytes);
        for (var last = 0; !from.IsAtEnd;)
        {
            indexes.Add(last += from.Int());
        }

        return indexes;
    }
}
