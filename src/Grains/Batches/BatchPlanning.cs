using System.Text.Json;
using BenchHub.Connectors.Models;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Batches;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Batches;

/// <summary>Writes down what a task has to ask that nobody has been asked yet, so that batches can be made of it.</summary>
internal sealed class BatchPlanning(BatchErrand errand, BatchParts parts)
{
    private const int RequestsPerWrite = 256;

    /// <summary>Safe to repeat: what is planned already stays as it is.</summary>
    public async Task Run(SealedItems sealedItems, CancellationToken stop)
    {
        await parts.Requests.Replan(errand.Row.ResultId, stop);
        var planned = new Dictionary<string, ModelRequest>(RequestsPerWrite);
        await foreach (var item in parts.Contents.ReadItems(errand.Row.ContentHash, cancellation: stop))
        {
            if (sealedItems.Contains(item.Index))
            {
                continue;
            }

            try
            {
                foreach (var (request, repeat) in errand.Task.Requests(errand.Task.Render(item)))
                {
                    planned.TryAdd(errand.Caller.Key(request, repeat), request);
                }
            }
            catch (ItemFailedException)
            {
                // It fails again where its outcome is recorded.
            }

            if (planned.Count >= RequestsPerWrite)
            {
                await Write(planned, stop);
            }
        }

        await Write(planned, stop);
    }

    private async Task Write(Dictionary<string, ModelRequest> planned, CancellationToken stop)
    {
        var known = await errand.Caller.Known([.. planned.Keys], stop);
        var added = planned.Where(one => !known.ContainsKey(one.Key)).Select(one => Planned(one.Key, one.Value)).ToList();
        if (added.Count > 0)
        {
            await parts.Requests.Add(errand.Row.ResultId, added, stop);
        }

        planned.Clear();
    }

    private PlannedRequest Planned(string key, ModelRequest request)
    {
        var (input, output) = errand.Caller.MostTokens(request);
        return new(key, JsonSerializer.SerializeToUtf8Bytes(request), errand.Client.Line(key, request).Line.Length, input, output);
    }
}
