using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Datasets;

namespace BenchHub.Grains.Models;

/// <summary>Asks a model what its task makes of each record.</summary>
internal sealed class ModelAnswers(ModelTask task, ModelCaller caller) : IAnswerSource
{
    public async Task<ItemAnswer> Answer(DatasetItem item, CancellationToken stop, CancellationToken abandon)
    {
        var request = task.Render(item);
        var outputs = await caller.Ask(task.Requests(request), stop, abandon);
        var latency = TimeSpan.FromMilliseconds(outputs.Where(static output => !output.IsCached).Sum(static output => output.LatencyMilliseconds));
        return new([], latency, outputs.Count(static output => !output.IsCached))
        {
            // The same answer may stand in the cache for a record with others.
            Outputs = request.Contexts.Count == 0 ? outputs : [.. outputs.Select(output => output with { Contexts = request.Contexts })],
        };
    }

    public ValueTask DisposeAsync() => caller.DisposeAsync();
}
