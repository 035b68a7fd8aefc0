using System.Collections.Immutable;
using BenchHub.Systems;

namespace BenchHub.Jobs;

public enum PairVerdict
{
    /// <summary>Not known yet, or not to be known: the items ran out, or one of the systems ended before.</summary>
    Undecided = 0,

    /// <summary>One scores better.</summary>
    Difference = 1,

    /// <summary>They differ by no more than the margin.</summary>
    Equivalence = 2,
}

/// <summary>What is known of two systems on one dataset.</summary>
/// <param name="A">One of them.</param>
/// <param name="NameA">Its name.</param>
/// <param name="B">The other.</param>
/// <param name="NameB">Its name.</param>
/// <param name="Verdict">What is known.</param>
/// <param name="Better">Where they differ: the better one, by the metric's direction.</param>
/// <param name="Low">Least mean of a - b that the items leave possible, at the level of the pair and at any time.</param>
/// <param name="High">The greatest.</param>
/// <param name="P">Anytime-valid p-value of no difference, not adjusted.</param>
/// <param name="Items">Items of the order that were looked at, those without a score among them.</param>
[GenerateSerializer, Immutable, Alias("benchhub.pair-decision")]
public sealed record PairDecision(
    [property: Id(0)] SystemId A,
    [property: Id(1)] string NameA,
    [property: Id(2)] SystemId B,
    [property: Id(3)] string NameB,
    [property: Id(4)] PairVerdict Verdict,
    [property: Id(5)] SystemId? Better,
    [property: Id(6)] double Low,
    [property: Id(7)] double High,
    [property: Id(8)] double P,
    [property: Id(9)] int Items);

/// <summary>What early stopping came to, as one task of a dataset saw it at its end.</summary>
/// <param name="Settings">As the job gave them.</param>
/// <param name="Seed">Of the order of items.</param>
/// <param name="Order">How the seed makes the order.</param>
/// <param name="Pairs">Pairs of systems on the dataset; α was divided by this.</param>
/// <param name="Decisions">Of the pairs that the task's system is part of.</param>
[GenerateSerializer, Immutable, Alias("benchhub.stopping-report")]
public sealed record StoppingReport(
    [property: Id(0)] EarlyStopping Settings,
    [property: Id(1)] int Seed,
    [property: Id(2)] string Order,
    [property: Id(3)] int Pairs,
    [property: Id(4)] ImmutableArray<PairDecision> Decisions)
{
    /// <summary>Whether the task was ended by it, so that the number of its items depends on its scores.</summary>
    [Id(5)] public bool HasStopped { get; init; }

    /// <summary>Items that were not asked.</summary>
    [Id(6)] public int Saved { get; init; }
}

/// <summary>Query of a task's runner.</summary>
/// <param name="Task">Its number in the job.</param>
/// <param name="Metric">Place of the metric among an item's scores.</param>
/// <param name="Sealed">Items that the runner has sealed.</param>
[GenerateSerializer, Immutable, Alias("benchhub.look-at-ranking")]
public sealed record LookAtRanking(
    [property: Id(0)] int Task,
    [property: Id(1)] int Metric,
    [property: Id(2)] int Sealed);

/// <param name="Through">Items of the order that the slowest of the pairs still open has taken; null where no pair waits for another system.</param>
/// <param name="IsDone">Every pair of the task's system is decided: it needs no more items.</param>
/// <param name="IsCurrent">What is sealed was read, all that the runner had sealed when it asked at least.</param>
/// <param name="Report">As far as is known.</param>
[GenerateSerializer, Immutable, Alias("benchhub.ranking-view")]
public sealed record RankingView(
    [property: Id(0)] int? Through,
    [property: Id(1)] bool IsDone,
    [property: Id(2)] bool IsCurrent,
    [property: Id(3)] StoppingReport Report);
