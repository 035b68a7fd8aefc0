using BenchHub.Storage;

namespace BenchHub.Silo;

/// <summary>
/// Registered before the silo, which reads its own tables when it starts. A silo of a cluster waits for its database,
/// which may start later; a hub of one process says at once what is wrong.
/// </summary>
internal sealed partial class MigrateAtStart(Database database, bool waits, TimeProvider time, ILogger<MigrateAtStart> logger) : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await database.Migrate(cancellationToken);
                return;
            }
            catch (StorageUnavailableException away) when (waits)
            {
                LogWaiting(away.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "The silo waits for its database and tries again each second: {Reason}")]
    private partial void LogWaiting(string reason);
}
