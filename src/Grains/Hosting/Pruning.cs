using BenchHub.Storage.Monitoring;
using BenchHub.Storage.Systems;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Hosting;

/// <summary>Removes what is old when a silo starts and every day after. Each silo does so: the second finds nothing to remove.</summary>
internal sealed partial class Pruning(IEnumerable<Retention> kept, TimeProvider time, ILogger<Pruning> logger) : BackgroundService
{
    public const string HealthDays = "BenchHub:HealthDays";
    public const string AlertDays = "BenchHub:AlertDays";

    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    /// <exception cref="RefusedException">A setting is no number of days.</exception>
    public static void Add(ISiloBuilder silo)
    {
        Keep<HealthLog>(HealthDays, 90, "health checks", static log => log.Prune);
        Keep<AlertLog>(AlertDays, 180, "resolved alerts", static log => log.Prune);
        Keep<Notifications>(AlertDays, 180, "notifications", static notifications => notifications.Prune);
        silo.Services.AddHostedService<Pruning>();

        void Keep<T>(string setting, int otherwise, string what, Func<T, Func<DateTimeOffset, CancellationToken, Task<long>>> prune)
            where T : notnull
        {
            var age = Retention.Days(silo.Configuration, setting, otherwise, what);
            silo.Services.AddSingleton(services => new Retention(what, age, prune(services.GetRequiredService<T>())));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            foreach (var one in kept)
            {
                await Prune(one, stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Prune(Retention one, CancellationToken ct)
    {
        if (one.Age is not { } age)
        {
            return;
        }

        try
        {
            LogPruned(await one.Prune(time.GetUtcNow() - age, ct), one.What, age.TotalDays);
        }
        catch (Exception fault) when (fault.MayPass)
        {
            LogLater(fault, one.What);
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Count} {What} of more than {Days} days ago were removed")]
    private partial void LogPruned(long count, string what, double days);

    [LoggerMessage(LogLevel.Warning, "Old {What} could not be removed; it is tried again in a day")]
    private partial void LogLater(Exception exception, string what);
}
