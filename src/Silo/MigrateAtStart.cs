using BenchHub.Storage;

namespace BenchHub.Silo;

/// <summary>Registered before the silo, which reads its own tables when it starts.</summary>
internal sealed class MigrateAtStart(Database database) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => database.Migrate(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
