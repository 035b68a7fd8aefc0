using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BenchHub.Storage.Tests.Orleans;

internal sealed record Grain(long N1, long N0 = 0, string? Extension = null, string Type = "job", string Service = "hub")
{
    public int Hash => HashCode.Combine(0) ^ (int)N1; // only that equal keys hash alike matters
}

internal sealed record Reminder(string Grain, string Name, DateTime Start, long Period, int Version);

/// <summary>
/// Runs the stored statements in the way of Orleans' ADO.NET providers: connections of its own without any of our
/// settings, typed parameters without a prefix, columns by exact name, all result sets read to the end.
/// </summary>
internal sealed class OrleansProvider
{
    private readonly StorageOptions _options;
    private readonly Dictionary<string, string> _statements = [];

    private OrleansProvider(StorageOptions options) => _options = options;

    public static async Task<OrleansProvider> Create(StorageOptions options)
    {
        var provider = new OrleansProvider(options);
        foreach (var (key, text) in await provider.Run("SELECT QueryKey, QueryText FROM OrleansQuery", row => (row.GetString(0), row.GetString(1))))
        {
            provider._statements.Add(key, text);
        }

        return provider;
    }

    public IReadOnlyCollection<string> Keys => _statements.Keys;

    public async Task<(byte[]? Payload, int Version)?> Read(Grain grain) => (await Run(
        _statements["ReadFromStorageKey"],
        row => ((byte[]?, int)?)(row.GetValue(row.GetOrdinal("PayloadBinary")) as byte[], Convert.ToInt32(row.GetValue(row.GetOrdinal("Version")))),
        [.. Key(grain)])).SingleOrDefault();

    /// <returns>The new version; null (no row) is a conflict.</returns>
    public async Task<int?> Write(Grain grain, int? version, byte[] payload) => (await Run(
        _statements["WriteToStorageKey"], NewVersion,
        [.. Key(grain), ("GrainStateVersion", DbType.Int32, version), ("PayloadBinary", DbType.Binary, payload)])).SingleOrDefault();

    public async Task<int?> Clear(Grain grain, int? version, string key = "ClearStorageKey") => (await Run(
        _statements[key], NewVersion, [.. Key(grain), ("GrainStateVersion", DbType.Int32, version)])).SingleOrDefault();

    public async Task<int> Upsert(string grain, string name, DateTime start, TimeSpan period, int hash) => (await Run(
        _statements["UpsertReminderRowKey"],
        row => Convert.ToInt32(row.GetValue(row.GetOrdinal("Version"))),
        ("ServiceId", DbType.String, "hub"), ("GrainHash", DbType.Int32, hash), ("GrainId", DbType.String, grain),
        ("ReminderName", DbType.String, name), ("StartTime", DbType.DateTime, start),
        period.TotalMilliseconds <= int.MaxValue
            ? ("Period", DbType.Int32, (int)period.TotalMilliseconds)
            : ("Period", DbType.Int64, (long)period.TotalMilliseconds)))[0];

    public Task<List<Reminder>> Reminders(string grain, string? name = null) => name is null
        ? Reminders("ReadReminderRowsKey", ("GrainId", DbType.String, grain))
        : Reminders("ReadReminderRowKey", ("GrainId", DbType.String, grain), ("ReminderName", DbType.String, name));

    public Task<List<Reminder>> Reminders(int begin, int end) =>
        Reminders(begin < end ? "ReadRangeRows1Key" : "ReadRangeRows2Key", ("BeginHash", DbType.Int32, begin), ("EndHash", DbType.Int32, end));

    public async Task<bool> Delete(string grain, string name, int version) => (await Run(
        _statements["DeleteReminderRowKey"],
        row => row.FieldCount == 1 && Convert.ToBoolean(row.GetValue(0)),
        ("ServiceId", DbType.String, "hub"), ("GrainId", DbType.String, grain), ("ReminderName", DbType.String, name), ("Version", DbType.Int32, version)))[0];

    public Task DeleteAll() => Run(_statements["DeleteReminderRowsKey"], _ => 0, ("ServiceId", DbType.String, "hub"));

    private Task<List<Reminder>> Reminders(string key, params (string, DbType, object?)[] parameters) => Run(
        _statements[key],
        row => new Reminder(
            (string)row.GetValue(row.GetOrdinal("GrainId")),
            (string)row.GetValue(row.GetOrdinal("ReminderName")),
            DateTime.SpecifyKind(row.GetDateTime(row.GetOrdinal("StartTime")), DateTimeKind.Utc),
            row.GetFieldType(row.GetOrdinal("Period")) == typeof(int) ? row.GetInt32(row.GetOrdinal("Period")) : row.GetInt64(row.GetOrdinal("Period")),
            Convert.ToInt32(row.GetValue(row.GetOrdinal("Version")))),
        [("ServiceId", DbType.String, "hub"), .. parameters]);

    private static int? NewVersion(DbDataReader row) => Convert.ToInt32(row.GetValue(row.GetOrdinal("NewGrainStateVersion")));

    private static (string, DbType, object?)[] Key(Grain grain) =>
    [
        ("GrainIdHash", DbType.Int32, grain.Hash), ("GrainIdN0", DbType.Int64, grain.N0), ("GrainIdN1", DbType.Int64, grain.N1),
        ("GrainTypeHash", DbType.Int32, 7), ("GrainTypeString", DbType.String, grain.Type),
        ("GrainIdExtensionString", DbType.String, grain.Extension), ("ServiceId", DbType.String, grain.Service),
    ];

    private async Task<List<T>> Run<T>(string text, Func<DbDataReader, T> read, params (string Name, DbType Type, object? Value)[] parameters)
    {
        await using DbConnection connection = _options.Provider == StorageProvider.Sqlite
            ? new SqliteConnection(_options.ConnectionString)
            : new NpgsqlConnection(_options.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        foreach (var (name, type, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            parameter.DbType = type;
            command.Parameters.Add(parameter);
        }

        command.CommandText = text;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        do
        {
            while (await reader.ReadAsync())
            {
                rows.Add(read(reader));
            }
        }
        while (await reader.NextResultAsync());
        return rows;
    }
}
