using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Datasets;

namespace BenchHub.Grains.Models;

/// <summary>What a model said elsewhere, out of storage. An item that the recording lacks is a failed item.</summary>
internal sealed class RecordedOutputAnswers(ModelTask task, RecordedOutputs recordings, string systemId) : IAnswerSource
{
    private readonly GatheredReads<RecordedItem> _reads = new(ids => recordings.Read(systemId, ids, CancellationToken.None));

    public async Task<ItemAnswer> Answer(DatasetItem item, CancellationToken stop, CancellationToken abandon)
    {
        var found = await _reads.Find([item.Id], abandon);
        if (!found.TryGetValue(item.Id, out var recorded))
        {
            throw new ItemFailedException($"The recording has no answer to item '{item.Id}'.", attempts: 0);
        }

        if (recorded.Outputs.Count == 0)
        {
            throw new ItemFailedException(recorded.Error ?? $"The recording has no answer to item '{item.Id}'.", attempts: 1);
        }

        Require(item, recorded);
        return new([], TimeSpan.FromMilliseconds(recorded.LatencyMilliseconds), recorded.Outputs.Count)
        {
            Outputs = recorded.Outputs,
            Imported = recorded.Scores,
        };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Require(DatasetItem item, RecordedItem recorded)
    {
        var choices = task.Render(item).Choices.Count;
        if (choices > 0 && recorded.Outputs.Count != choices && recorded.Outputs.Count != 2 * choices)
        {
            throw new ItemFailedException(
                $"The recording has {recorded.Outputs.Count} likelihoods for item '{item.Id}', and the item has {choices} choices.", attempts: 1);
        }
    }
}
