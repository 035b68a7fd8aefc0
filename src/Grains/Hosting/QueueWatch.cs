using BenchHub.Storage.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Hosting;

/// <summary>Counts the tasks that wait for their turn, for <c>benchhub_tasks_queued</c>.</summary>
internal sealed partial class QueueWatch(JobCatalog jobs, TimeProvider time, ILogger<QueueWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                Instruments.Queued = await jobs.CountQueued(stoppingToken);
            }
            catch (Exception fault) when (fault.MayPass)
            {
                LogBlind(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Debug, "The tasks that wait cannot be counted; the last count stands")]
    private partial void LogBlind(Exception exception);
}
