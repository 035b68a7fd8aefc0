using System.Collections.Immutable;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Secrets;
using BenchHub.Grains.Models;
using BenchHub.Storage.Batches;
using BenchHub.Storage.Jobs;
using BenchHub.Systems;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Batches;

/// <summary>Ends the batches of a task that was cancelled, so that nobody goes on paying for them.</summary>
internal sealed partial class BatchAbandonment(IGrainFactory grains, SecretSealer sealer, BatchParts parts, ILogger<BatchAbandonment> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);

    /// <summary>Tries for some seconds; what could not be ended stands in the log.</summary>
    public async Task Run(TaskRow row)
    {
        var all = await parts.Batches.Of(row.ResultId);
        if (all.Count == 0)
        {
            return;
        }

        var access = await grains.System(new SystemId(row.SystemId)).Access();
        var secrets = access.SealedSecrets is { } text ? sealer.Open(access.Id, text) : ImmutableDictionary<string, string>.Empty;
        var client = parts.Providers.Open(access.Spec, secrets);
        using var late = new CancellationTokenSource(Patience, parts.Time);
        var isDone = true;
        foreach (var batch in all.Where(static batch => batch.Status != ProviderBatchStatus.Collected))
        {
            try
            {
                var id = batch.ProviderId ?? (batch.Requests == 0 ? null : (await client.Find(batch.Id, batch.CreatedAt - ClockSkew, late.Token))?.Id);
                if (id is not null)
                {
                    await client.Cancel(id, late.Token);
                }

                await parts.Batches.Collected(batch.Id);
                await BudgetGuard.Recorded([grains.Budget(row.JobId), grains.Budget(row.SystemId)], batch.Id, parts.Time, late.Token);
            }
            catch (Exception failed) when (failed is CallFailedException or OperationCanceledException)
            {
                LogNotCancelled(failed, batch.Id, batch.ProviderId);
                isDone = false;
            }
        }

        if (isDone)
        {
            await parts.Batches.Forget(row.ResultId);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Batch {Id} ({ProviderId}) of a cancelled task could not be cancelled at its provider; cancel it there")]
    private partial void LogNotCancelled(Exception exception, string id, string? providerId);
}
