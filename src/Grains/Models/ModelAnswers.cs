using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Datasets;

namespace BenchHub.Grains.Models;

/// <summary>Asks a model what its task makes of each record.</summary>
internal sealed class ModelAnswers(ModelTask task, ModelCaller caller) : IAnswerSource
{
    public async Task<ItemAnswer> Answer(DatasetItem item, CancellationToken stop, CancellationToken abandon)
    {
        var outputs = await caller.Ask(task.Requests(task.Render(item)), stop, abandon);
        var latency = TimeSpan.FromMilliseconds(outputs.Where(static output => !output.IsCached).Sum(static output => output.LatencyMilliseconds));
        return new([], latency, outputs.Count(static output => !output.IsCached)) { Outputs = outputs };
    }

    public ValueTask DisposeAsync() => caller.DisposeAsync();
}
