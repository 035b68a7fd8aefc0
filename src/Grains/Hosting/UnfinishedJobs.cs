using BenchHub.Jobs;
using BenchHub.Storage.Batches;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Schedules;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Hosting;

/// <summary>Jobs, served batches and schedules that should run and may have lost who ran them.</summary>
internal sealed partial class UnfinishedJobs(
    IGrainFactory grains, JobCatalog jobs, ServedBatches batches, ScheduleCatalog schedules, ILogger<UnfinishedJobs> logger)
{
    /// <summary>Has each look after its tasks, which changes nothing where they run.</summary>
    /// <returns>False when one could not be reached.</returns>
    public async Task<bool> Wake(CancellationToken ct)
    {
        var reached = true;
        foreach (var id in await jobs.Unfinished(ct))
        {
            LogWaking(id);
            reached &= await Wake(id, grains.Job(new JobId(id)).Wake);
        }

        foreach (var id in await batches.Unfinished(ct))
        {
            reached &= await Wake(id, grains.ServedBatch(id).Wake);
        }

        // After the jobs: whether the former one still runs decides about the next.
        foreach (var id in await schedules.Waiting(ct))
        {
            reached &= await Wake(id, grains.Schedule(new(id)).Wake);
        }

        return reached;
    }

    private async Task<bool> Wake(string id, Func<Task> wake)
    {
        try
        {
            await wake();
            return true;
        }
#pragma warning disable CA1031 // One job that cannot be read must not keep the others from going on.
        catch (Exception fault)
        {
            LogNotWoken(fault, id);
            return !fault.IsOutage;
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(LogLevel.Error, "{Id} could not be woken; it is tried again when it is next asked for")]
    private partial void LogNotWoken(Exception exception, string id);

    [LoggerMessage(LogLevel.Information, "Job {JobId} is unfinished; waking it")]
    private partial void LogWaking(string jobId);
}
