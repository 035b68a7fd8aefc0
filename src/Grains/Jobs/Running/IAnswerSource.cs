using System.Collections.Immutable;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Models;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>Where the answers of a run come from: a service over HTTP, a model, or a recording.</summary>
internal interface IAnswerSource : IAsyncDisposable
{
    /// <summary>What has to be done before the first item is asked, however long it takes.</summary>
    /// <param name="sealedItems">What stands in chunks already and is not asked again.</param>
    /// <param name="stop">Gives up; a later epoch goes on from there.</param>
    /// <exception cref="FencedException">A newer epoch owns the task.</exception>
    /// <exception cref="RefusedException">The system cannot be asked like this; the run fails.</exception>
    Task Prepare(SealedItems sealedItems, CancellationToken stop) => Task.CompletedTask;

    /// <param name="item">What to ask.</param>
    /// <param name="stop">Gives up waiting for a permit, before the call.</param>
    /// <param name="abandon">Gives up the call itself.</param>
    /// <exception cref="ItemFailedException">The item failed for good; the run goes on.</exception>
    /// <exception cref="AskingEndedException">Nothing more may be asked; the run ends with the items that it has.</exception>
    /// <exception cref="RefusedException">The system cannot be asked any more; the run fails.</exception>
    Task<ItemAnswer> Answer(DatasetItem item, CancellationToken stop, CancellationToken abandon);
}

internal sealed record ItemAnswer(IReadOnlyList<AnswerDocument> Documents, TimeSpan Latency, int Attempts)
{
    public IReadOnlyList<ModelOutput> Outputs { get; init; } = [];

    /// <summary>Scores that another tool computed, by the metric's name.</summary>
    public IReadOnlyDictionary<string, double> Imported { get; init; } = ImmutableDictionary<string, double>.Empty;
}

/// <summary>A budget is spent or the question is answered: the result is made of the items that were asked, and says so.</summary>
internal sealed class AskingEndedException(string reason) : Exception(reason);

/// <summary>One item has no answer, with the sentence that its result will show.</summary>
internal sealed class ItemFailedException(string message, int attempts, Exception? inner = null) : Exception(message, inner)
{
    public int Attempts { get; } = attempts;
}

/// <summary>A newer epoch owns the task.</summary>
internal sealed class FencedException() : Exception("A newer epoch owns the task.");
