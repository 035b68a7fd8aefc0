using BenchHub.Storage;
using BenchHub.Storage.Systems;
using BenchHub.Systems;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Hosting;

/// <summary>
/// A silo that starts may follow one that was killed: unfinished jobs go on within seconds, without waiting for
/// their reminder, and systems take up their scheduled health checks again where reminders live in memory, which is beside
/// SQLite. Where they are stored nobody is woken for them: of a hundred thousand systems the active ones are in memory.
/// </summary>
internal sealed partial class WakeAtStart(
    IGrainFactory grains, UnfinishedJobs jobs, SystemCatalog systems, StorageOptions storage, ILogger<WakeAtStart> logger) : IStartupTask
{
    public async Task Execute(CancellationToken cancellationToken)
    {
        await jobs.Wake(cancellationToken);
        if (storage.Provider is StorageProvider.Postgres)
        {
            return;
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
#pragma warning disable CA1031 // One system that cannot be read must not keep the silo, and all others, from starting.
        catch (Exception fault)
        {
            LogNotWoken(fault, id);
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(LogLevel.Error, "{Id} could not be woken; it is tried again when it is next asked for")]
    private partial void LogNotWoken(Exception exception, string id);
}
