using BenchHub.Jobs;
using BenchHub.Storage;
using BenchHub.Storage.Batches;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Systems;
using BenchHub.Systems;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Hosting;

/// <summary>
/// A silo that starts may follow one that was killed: unfinished jobs go on within seconds, without waiting for
/// their reminder, and systems take up their scheduled health checks again where reminders live in memory.
/// </summary>
internal sealed partial class WakeAtStart(
    IGrainFactory grains, JobCatalog jobs, ServedBatches batches, SystemCatalog systems, ILogger<WakeAtStart> logger) : IStartupTask
{
    public async Task Execute(CancellationToken cancellationToken)
    {
        foreach (var id in await jobs.Unfinished(cancellationToken))
        {
            LogWaking(id);
            await Isolated(id, grains.Job(new JobId(id)).Wake);
        }

        foreach (var id in await batches.Unfinished(cancellationToken))
        {
            await Isolated(id, grains.ServedBatch(id).Wake);
        }

        var page = new PageRequest(Limit: 1000);
        for (string? cursor = null; ;)
        {
            var found = await systems.List(new SystemFilter(), page with { Cursor = cursor }, cancellationToken);
            await Task.WhenAll(found.Items.Select(row => Isolated(row.Id, grains.System(new SystemId(row.Id)).Get)));
            cursor = found.NextCursor;
            if (cursor is null)
            {
                return;
            }
        }
    }

    private async Task Isolated(string id, Func<Task> wake)
    {
        try
        {
            await wake();
        }
#pragma warning disable CA1031 // One job or system that cannot be read must not keep the silo, and all others, from starting.
        catch (Exception fault)
        {
            LogNotWoken(fault, id);
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(LogLevel.Error, "{Id} could not be woken; it is tried again when it is next asked for")]
    private partial void LogNotWoken(Exception exception, string id);

    [LoggerMessage(LogLevel.Information, "Job {JobId} was left unfinished; waking it")]
    private partial void LogWaking(string jobId);
}
