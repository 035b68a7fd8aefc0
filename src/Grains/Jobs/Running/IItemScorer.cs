using BenchHub.Evaluation.Metrics;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>From an answer, or the lack of one, to the outcome that is stored.</summary>
internal interface IItemScorer
{
    MetricSet Metrics { get; }

    /// <param name="item">What was asked.</param>
    /// <param name="answer">What came.</param>
    /// <param name="stop">Gives up waiting for whoever helps to score, before it is asked.</param>
    /// <param name="abandon">Gives up the call to it.</param>
    /// <exception cref="ItemFailedException">The answer cannot be scored, for instance when it lists a document twice.</exception>
    ValueTask<ItemOutcome> Score(DatasetItem item, ItemAnswer answer, CancellationToken stop, CancellationToken abandon);

    /// <summary>A failed item keeps its place: it counts with each metric's default, and its error stands beside it.</summary>
    ItemOutcome Fail(DatasetItem item, ItemFailedException failure, TimeSpan elapsed);

    /// <summary>The metrics over all recorded outcomes.</summary>
    /// <param name="row">The task.</param>
    /// <param name="tally">Holds each item's scores.</param>
    /// <param name="isPartial">Whether items may be missing.</param>
    Task<IReadOnlyList<ScoreColumn>> Columns(TaskRow row, ResultTally tally, bool isPartial);
}
