using BenchHub.Storage.Monitoring;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Monitoring;

/// <summary>
/// With a silo's start: installs the rules that come with the program, and wakes rules and channels, whose reminders may have ended with the process.
/// From then on counts what fires, for <c>benchhub_alerts_firing</c>.
/// </summary>
internal sealed partial class MonitoringWatch(
    IGrainFactory grains, AlertRules rules, AlertLog log, ResultFeed feed, WebhookChannels channels, TimeProvider time, ILogger<MonitoringWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await Tried(Begin, stoppingToken))
        {
            await Task.Delay(Again, time, stoppingToken);
        }

        using var timer = new PeriodicTimer(CountEvery, time);
        do
        {
            await Tried(Count, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Begin(CancellationToken ct)
    {
        await rules.Install(BuiltInRules.Rows(await feed.Last(ct), time.GetUtcNow()), ct);
        foreach (var rule in await rules.Ids(ct))
        {
            await grains.Alert(new(rule)).CatchUp();
        }

        foreach (var channel in await channels.List(ct))
        {
            await grains.Channel(new(channel.Id)).Wake();
        }
    }

    private async Task Count(CancellationToken ct) => Instruments.AlertsFiring = await log.Firing(ct);

    private async Task<bool> Tried(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        try
        {
            await work(ct);
            return true;
        }
#pragma warning disable CA1031 // What watches must not end the silo that it watches.
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            LogNotYet(fault);
            return false;
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(LogLevel.Warning, "Alerts cannot be looked after now; trying again")]
    private partial void LogNotYet(Exception exception);
}
