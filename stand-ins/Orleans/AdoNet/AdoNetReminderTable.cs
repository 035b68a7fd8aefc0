using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.AdoNet;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>Reminders in table OrleansRemindersTable, reached only by the statements of table OrleansQuery.</summary>
internal sealed class AdoNetReminderTable(IOptions<AdoNetReminderTableOptions> options, IOptions<ClusterOptions> cluster) : IReminderTable
{
    private readonly Database _database = new("AdoNetReminderTableOptions", options.Value.Invariant, options.Value.ConnectionString);

    private string ServiceId => cluster.Value.ServiceId;

    public Task StartAsync(CancellationToken cancellationToken = default) => _database.Open(cancellationToken);

    public async Task<ReminderTableData> ReadRows(GrainId grainId) =>
        new(await _database.Query("ReadReminderRowsKey", command => AddKey(command, grainId), Entry));

    public async Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        new(await _database.Query(
            unchecked((int)begin < (int)end) ? "ReadRangeRows1Key" : "ReadRangeRows2Key",
            command =>
            {
                command.Add("ServiceId", ServiceId);
                command.Add("BeginHash", unchecked((int)begin));
                command.Add("EndHash", unchecked((int)end));
            },
            Entry));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        _database.Single<ReminderEntry?>("ReadReminderRowKey", command => AddKey(command, grainId, reminderName), Entry);

    public async Task<string?> UpsertRow(ReminderEntry entry) =>
        entry.ETag = await _database.Single(
            "UpsertReminderRowKey",
            command =>
            {
                AddKey(command, entry.GrainId, entry.ReminderName);
                command.Add("StartTime", entry.StartAt);
                command.Add("Period", (long)entry.Period.TotalMilliseconds);
                command.Add("GrainHash", unchecked((int)entry.GrainId.GetUniformHashCode()));
            },
            row => row.Number("Version")?.ToString(CultureInfo.InvariantCulture));

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        await _database.Single(
            "DeleteReminderRowKey",
            command =>
            {
                AddKey(command, grainId, reminderName);
                command.Add("Version", int.Parse(eTag, CultureInfo.InvariantCulture));
            },
            row => Convert.ToBoolean(row.GetValue(0), CultureInfo.InvariantCulture));

    private void AddKey(DbCommand command, GrainId grainId, string? reminderName = null)
    {
        command.Add("ServiceId", ServiceId);
        command.Add("GrainId", grainId.ToString());
        if (reminderName is not null)
        {
            command.Add("ReminderName", reminderName);
        }
    }

    private static ReminderEntry Entry(DbDataReader row) => new()
    {
        GrainId = GrainId.Parse(row.Text("GrainId")!),
        ReminderName = row.Text("ReminderName")!,
        StartAt = row.Utc("StartTime"),
        Period = TimeSpan.FromMilliseconds(row.Number("Period") ?? 0),
        ETag = row.Number("Version")?.ToString(CultureInfo.InvariantCulture),
    };
}
