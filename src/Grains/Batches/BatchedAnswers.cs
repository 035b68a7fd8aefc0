using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Batches;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Batches;

/// <summary>Answers out of batches that were waited for, and live what they did not bring.</summary>
internal sealed class BatchedAnswers(BatchErrand errand, BatchParts parts) : IAnswerSource
{
    public Task Prepare(SealedItems sealedItems, CancellationToken stop) => new BatchPreparation(errand, parts).Run(sealedItems, stop);

    public async Task<ItemAnswer> Answer(DatasetItem item, CancellationToken stop, CancellationToken abandon)
    {
        var asked = errand.Task.Requests(errand.Task.Render(item));
        string[] keys = [.. asked.Select(one => errand.Caller.Key(one.Request, one.Repeat))];
        var fates = await parts.Requests.Fates(errand.Row.ResultId, keys, abandon);
        await ThrowIfFailed([.. fates.Values.Where(static fate => fate.State == "failed")], abandon);
        var outputs = await errand.Caller.Ask(asked, stop, abandon);
        for (var i = 0; i < outputs.Length; i++)
        {
            // This task paid for it: a cached answer is one that cost it nothing.
            outputs[i] = Fate(keys[i]) is { State: "answered" } ? outputs[i] with { IsCached = false } : outputs[i];
        }

        var latency = outputs.Where(static output => !output.IsCached).Sum(static output => output.LatencyMilliseconds);
        var attempts = outputs.Select((output, i) => (output.IsCached ? 0 : 1) + (Fate(keys[i])?.Failures ?? 0)).Sum();
        return new([], TimeSpan.FromMilliseconds(latency), attempts) { Outputs = outputs };

        AskedRequest? Fate(string key) => fates.GetValueOrDefault(key);
    }

    public ValueTask DisposeAsync() => errand.Caller.DisposeAsync();

    private async Task ThrowIfFailed(List<AskedRequest> failed, CancellationToken ct)
    {
        if (failed.Count > 0 && await errand.Caller.Known([.. failed.Select(static fate => fate.Key)], ct) is var known
            && failed.Exists(fate => !known.ContainsKey(fate.Key)))
        {
            throw new ItemFailedException(failed[0].Error ?? "The provider's batch brought no answer.", failed[0].Failures);
        }
    }
}
