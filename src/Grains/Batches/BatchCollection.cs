using System.Text.Json;
using BenchHub.Connectors.Models;
using BenchHub.Connectors.Models.Batches;
using BenchHub.Connectors.Net;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Batches;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Models;

namespace BenchHub.Grains.Batches;

/// <summary>
/// Brings home what a batch that is over has answered: into the response cache, with its cost, in the commits of its task.
/// Repeating it pays for nothing twice.
/// </summary>
internal sealed class BatchCollection(BatchErrand errand, BatchParts parts)
{
    private const int LinesPerCommit = 256;

    /// <param name="batch">Ours.</param>
    /// <param name="state">The provider's, which is over.</param>
    /// <param name="retries">How often a request may fail and go into another batch.</param>
    /// <param name="ct">Gives up; what is kept until then stays.</param>
    /// <exception cref="CallFailedException">A file cannot be read.</exception>
    /// <exception cref="FencedException">A newer epoch owns the task.</exception>
    public async Task Run(ProviderBatch batch, BatchState state, int retries, CancellationToken ct)
    {
        // One instant for all of it, and the same each time: it tells a repeated commit from an answer that was paid again.
        var at = state.EndedAt ?? batch.CreatedAt;
        foreach (var file in new[] { state.OutputFile, state.ErrorFile }.OfType<string>())
        {
            var lines = new List<BatchLine>(LinesPerCommit);
            await foreach (var line in errand.Client.Download(file, ct))
            {
                lines.Add(line);
                if (lines.Count == LinesPerCommit)
                {
                    await Keep(batch, lines, at, retries, ct);
                    lines.Clear();
                }
            }

            await Keep(batch, lines, at, retries, ct);
        }

        await parts.Requests.Unanswered(batch.Id, Missing(state), retries, ct);
        await parts.Batches.Collected(batch.Id, ct);
        await errand.Budgets.Recorded(batch.Id, ct);
    }

    private async Task Keep(ProviderBatch batch, List<BatchLine> lines, DateTimeOffset at, int retries, CancellationToken ct)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var asked = await parts.Requests.Find(batch.Id, [.. lines.Select(static line => line.CustomId)], ct);
        var (paid, failures) = (new List<PaidResponse>(lines.Count), new List<(string, string, bool)>());
        foreach (var line in lines)
        {
            if (!asked.TryGetValue(line.CustomId, out var request))
            {
                continue;
            }

            try
            {
                var answer = await errand.Client.Answer(line, JsonSerializer.Deserialize<ModelRequest>(request)!);
                paid.Add(new(line.CustomId, errand.Caller.Output(answer, isBatch: true), at) { Model = errand.Caller.Model });
            }
            catch (CallFailedException failure)
            {
                failures.Add((line.CustomId, failure.Message, !failure.IsTransient));
            }
        }

        var row = errand.Row;
        if (paid.Count > 0 && await parts.Ledger.Append(row.JobId, row.Number, row.Epoch, row.ResultId, chunk: 0, [], paid, ct) is AppendOutcome.Fenced)
        {
            throw new FencedException();
        }

        await parts.Requests.Answered(batch.Id, [.. paid.Select(static one => one.Key)], ct);
        await parts.Requests.Failed(batch.Id, failures, retries, ct);
    }

    private static string Missing(BatchState state) => state.Status switch
    {
        "failed" => $"The provider did not take the batch {state.Id}: {state.Problem ?? "it does not say why"}.",
        "expired" => $"The provider's batch {state.Id} expired before it was answered.",
        "cancelled" => $"The provider's batch {state.Id} was cancelled before it was answered.",
        _ => $"The provider's batch {state.Id} is {state.Status} and has no answer to this request.",
    };
}
