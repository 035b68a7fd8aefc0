using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Datasets;

namespace BenchHub.Grains.Jobs.Rescoring;

/// <summary>The outputs of a finished result: nobody is asked, nothing is paid, and what had failed stays failed.</summary>
internal sealed class StoredAnswers(OutcomeWindows outcomes) : IAnswerSource
{
    public async Task<ItemAnswer> Answer(DatasetItem item, CancellationToken stop, CancellationToken abandon)
    {
        var outcome = await outcomes.Find(item.Index)
            ?? throw new InvalidOperationException($"Item {item.Index} ('{item.Id}') was not asked.");
        return outcome.Error is { } error
            ? throw new ItemFailedException(error, outcome.Attempts)
            : new(outcome.Answer, TimeSpan.FromMilliseconds(outcome.LatencyMilliseconds), outcome.Attempts)
            {
                // What earlier scoring noted goes; the outputs themselves stay, and cost nothing this time.
                Outputs = [.. outcome.Outputs.Select(static output => output with { IsCached = true, Extracted = null, Passed = null, Notes = null })],
            };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
