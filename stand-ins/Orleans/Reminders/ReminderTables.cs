using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans;

/// <summary>One stored reminder.</summary>
public sealed class ReminderEntry
{
    public GrainId GrainId { get; set; }

    public string ReminderName { get; set; } = null!;

    /// <summary>The first tick, in UTC.</summary>
    public DateTime StartAt { get; set; }

    public TimeSpan Period { get; set; }

    public string? ETag { get; set; }
}

public sealed class ReminderTableData(IEnumerable<ReminderEntry> list)
{
    public IList<ReminderEntry> Reminders { get; } = [.. list];
}

/// <summary>Where reminders are kept.</summary>
public interface IReminderTable
{
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>The rows whose grain hash is in (begin, end]; with equal ends, all rows.</summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Inserts or replaces, and returns the new etag.</summary>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>False when no row has that etag.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);
}

/// <summary>Reminders that end with the process.</summary>
internal sealed class InMemoryReminderTable(ProcessMemory memory) : IReminderTable
{
    private static long _version;

    private readonly ConcurrentDictionary<(GrainId Grain, string Name), ReminderEntry> _rows =
        memory.Of<ConcurrentDictionary<(GrainId, string), ReminderEntry>>(nameof(InMemoryReminderTable));

    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        Task.FromResult(new ReminderTableData(_rows.Values.Where(row => row.GrainId == grainId)));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        Task.FromResult(new ReminderTableData(_rows.Values.Where(row => IsInRange(row.GrainId.GetUniformHashCode(), begin, end))));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        Task.FromResult(_rows.GetValueOrDefault((grainId, reminderName)));

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        entry.ETag = Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);
        _rows[(entry.GrainId, entry.ReminderName)] = entry;
        return Task.FromResult<string?>(entry.ETag);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        Task.FromResult(_rows.TryGetValue((grainId, reminderName), out var row)
            && string.Equals(row.ETag, eTag, StringComparison.Ordinal)
            && _rows.TryRemove(new((grainId, reminderName), row)));

    private static bool IsInRange(uint hash, uint begin, uint end) =>
        begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
}
