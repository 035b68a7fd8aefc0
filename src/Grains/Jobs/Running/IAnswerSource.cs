using BenchHub.Storage.Datasets;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>Where the answers of a run come from: a service over HTTP, or a recording.</summary>
internal interface IAnswerSource : IAsyncDisposable
{
    /// <param name="item">What to ask.</param>
    /// <param name="topK">How many documents; null leaves it to the system.</param>
    /// <param name="stop">Gives up waiting for a permit, before the call.</param>
    /// <param name="abandon">Gives up the call itself.</param>
    /// <exception cref="ItemFailedException">The item failed for good; the run goes on.</exception>
    /// <exception cref="RefusedException">The system cannot be asked any more; the run ends.</exception>
    Task<ItemAnswer> Answer(DatasetItem item, int? topK, CancellationToken stop, CancellationToken abandon);
}

internal sealed record ItemAnswer(IReadOnlyList<Storage.Jobs.AnswerDocument> Documents, TimeSpan Latency, int Attempts);

/// <summary>One item has no answer, with the sentence that its result will show.</summary>
internal sealed class ItemFailedException(string message, int attempts, Exception? inner = null) : Exception(message, inner)
{
    public int Attempts { get; } = attempts;
}

/// <summary>A newer epoch owns the task.</summary>
internal sealed class FencedException() : Exception("A newer epoch owns the task.");
