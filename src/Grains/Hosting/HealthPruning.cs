using System.Globalization;
using BenchHub.Storage.Systems;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Hosting;

/// <summary>How long the history of health checks is kept; null means for ever.</summary>
internal sealed record HealthRetention(TimeSpan? Age)
{
    public const string Setting = "BenchHub:HealthDays";
    public const int Default = 90;
    private const int Most = 36_500;

    /// <exception cref="RefusedException">The setting is no number of days.</exception>
    public static HealthRetention Of(IConfiguration configuration) => configuration[Setting] switch
    {
        null or "" => new(TimeSpan.FromDays(Default)),
        "0" => new((TimeSpan?)null),
        var text when int.TryParse(text, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= Most => new(TimeSpan.FromDays(days)),
        var text => throw new RefusedException(
            Refusal.Invalid, $"{Setting} is '{text}'; give the days for which health checks are kept, 1 to {Most}, or 0 to keep them for ever."),
    };
}

/// <summary>Removes old health checks when a silo starts and every day after. Each silo does so: the second finds nothing to remove.</summary>
internal sealed partial class HealthPruning(HealthLog log, HealthRetention retention, TimeProvider time, ILogger<HealthPruning> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (retention.Age is not { } age)
        {
            return;
        }

        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                LogPruned(await log.Prune(time.GetUtcNow() - age, stoppingToken), age.TotalDays);
            }
            catch (Exception fault) when (fault.MayPass)
            {
                LogLater(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Debug, "{Count} health checks of more than {Days} days ago were removed")]
    private partial void LogPruned(long count, double days);

    [LoggerMessage(LogLevel.Warning, "Old health checks could not be removed; it is tried again in a day")]
    private partial void LogLater(Exception exception);
}
