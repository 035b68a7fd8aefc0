using System.Collections.Immutable;
using BenchHub.Jobs;

namespace BenchHub.Comparisons;

public enum ItemOrder
{
    /// <summary>The largest difference first; then items of which only one side has a score, then those alike.</summary>
    Difference = 0,

    /// <summary>As in the dataset.</summary>
    Index = 1,
}

public enum ItemFilter
{
    All = 0,
    Differs = 1,

    /// <summary>Where a is better, whichever way the metric points.</summary>
    AWins = 2,
    BWins = 3,

    /// <summary>Where either failed.</summary>
    Errors = 4,
}

/// <summary>Query: two results item by item.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.compare-items")]
public sealed record CompareItems
{
    [Id(0)] public required ResultId A { get; init; }

    [Id(1)] public required ResultId B { get; init; }

    /// <summary>Null takes the first that both have.</summary>
    [Id(2)] public string? Metric { get; init; }

    [Id(3)] public ItemOrder Order { get; init; }

    [Id(4)] public ItemFilter Filter { get; init; }

    /// <summary>How many of the items, as ordered and filtered, to pass over.</summary>
    [Id(5)] public int Skip { get; init; }

    /// <summary>How many to answer at the most.</summary>
    [Id(6)] public int Take { get; init; } = 50;
}

/// <param name="Metric">Canonical name.</param>
/// <param name="Total">Items that the filter lets through.</param>
/// <param name="Items">Of the page.</param>
/// <param name="Notes">What a reader must know.</param>
[GenerateSerializer, Immutable, Alias("benchhub.item-page")]
public sealed record ItemPage(
    [property: Id(0)] string Metric,
    [property: Id(1)] int Total,
    [property: Id(2)] ImmutableArray<ComparedItem> Items,
    [property: Id(3)] ImmutableArray<string> Notes);

/// <param name="Index">Place in the dataset, as a's result has it.</param>
/// <param name="ItemId">Its id.</param>
/// <param name="Input">What was asked, without examples shown before; null where the item is not stored any more.</param>
/// <param name="Expected">The right answers, or the relevant documents with their grades.</param>
/// <param name="A">What came of it here.</param>
/// <param name="B">What came of it there.</param>
/// <param name="Difference">Score of a less that of b; null where one has none.</param>
[GenerateSerializer, Immutable, Alias("benchhub.compared-item")]
public sealed record ComparedItem(
    [property: Id(0)] int Index,
    [property: Id(1)] string ItemId,
    [property: Id(2)] CutText? Input,
    [property: Id(3)] CutText? Expected,
    [property: Id(4)] ItemSide A,
    [property: Id(5)] ItemSide B,
    [property: Id(6)] double? Difference);

/// <param name="Index">Place in the version of the dataset that this result is of.</param>
/// <param name="Score">Null where undefined.</param>
/// <param name="IsRecorded">False for an item that was never asked.</param>
/// <param name="Error">Why there is no answer.</param>
/// <param name="Text">What the system said first; null of a retrieval service.</param>
/// <param name="Documents">The first of what was retrieved.</param>
/// <param name="LatencyMilliseconds">Of the last attempt.</param>
/// <param name="Cost">In billionths of a US dollar; null where it is unknown, or nothing is paid.</param>
[GenerateSerializer, Immutable, Alias("benchhub.item-side")]
public sealed record ItemSide(
    [property: Id(0)] int Index,
    [property: Id(1)] double? Score,
    [property: Id(2)] bool IsRecorded,
    [property: Id(3)] CutText? Error,
    [property: Id(4)] CutText? Text,
    [property: Id(5)] ImmutableArray<RetrievedDocument> Documents,
    [property: Id(6)] double? LatencyMilliseconds,
    [property: Id(7)] long? Cost);

[GenerateSerializer, Immutable, Alias("benchhub.retrieved-document")]
public sealed record RetrievedDocument([property: Id(0)] string Id, [property: Id(1)] double Score);

/// <summary>The beginning of a text that may be very long.</summary>
/// <param name="Text">At most <see cref="Longest"/> characters, and a mark where it was cut.</param>
/// <param name="Length">Of the whole text, in characters (UTF-16 units).</param>
[GenerateSerializer, Immutable, Alias("benchhub.cut-text")]
public sealed record CutText([property: Id(0)] string Text, [property: Id(1)] int Length)
{
    public const int Longest = 4_000;

    public bool IsCut => Length > Longest;

    public static CutText Of(string whole)
    {
        if (whole.Length <= Longest)
        {
            return new(whole, whole.Length);
        }

        var end = char.IsHighSurrogate(whole[Longest - 1]) ? Longest - 1 : Longest;
        return new($"{whole.AsSpan(0, end)}… [cut: {whole.Length:N0} characters in all]", whole.Length);
    }
}
