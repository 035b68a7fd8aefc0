using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Hosting;

/// <summary>
/// Jobs and tasks end with the silo that held them, and nobody may be asking for them: the silos that are left wake
/// what is unfinished within seconds, without waiting for its reminder.
/// </summary>
internal sealed partial class WakeAfterLoss(IGrainFactory grains, UnfinishedJobs jobs, TimeProvider time, ILogger<WakeAfterLoss> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private HashSet<SiloAddress> _known = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception fault) when (fault.IsOutage)
            {
                LogBlind(fault);
            }
        }
    }

    private async Task Look(CancellationToken ct)
    {
        var active = (await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Keys.ToHashSet();
        if (_known.IsSubsetOf(active) || await jobs.Wake(ct))
        {
            _known = active;
        }
    }

    [LoggerMessage(LogLevel.Debug, "The silos of the cluster cannot be seen; looking again")]
    private partial void LogBlind(Exception exception);
}
