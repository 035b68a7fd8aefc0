using System.Data;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace BenchHub.Storage;

/// <summary>
/// SQLite in WAL mode. All writes of this process take turns on one connection, and other connections to the file
/// (Orleans' own) are waited for, so that nobody meets a lock. The driver is synchronous: work runs on the thread pool.
/// With synchronous=NORMAL a commit survives the death of the process; a power cut may lose the last commits, never the file.
/// </summary>
internal sealed class SqliteEngine : IEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SqliteConnectionStringBuilder _file;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SqliteConnection? _writer;

    static SqliteEngine() => SQLitePCL.Batteries_V2.Init();

    public SqliteEngine(string connectionString) => _file = new(connectionString)
    {
        Cache = SqliteCacheMode.Default, // a shared cache answers 'table is locked' and does not wait
        ForeignKeys = true,
        DefaultTimeout = 5,
    };

    public string Name => "sqlite";

    public string ForUpdate => "";

    public string BeginSnapshot => "BEGIN DEFERRED";

    public string Vacuum => "VACUUM; ANALYZE";

    public string Among(string column, string parameter) => $"{column} IN {parameter}"; // Dapper spells the list out

    public string Contains(string column, string parameter) => $"instr({column}, {parameter}) > 0"; // its LIKE ignores case

    public Task<T> Read<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellation) => Task.Run(
        async () =>
        {
            await using var connection = Open(_file);
            return await work(connection);
        },
        cancellation);

    public async Task<T> Write<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Transact(work, cancellation), cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task<T> WriteOne<T>(Func<DbConnection, DbTransaction?, Task<T>> work, CancellationToken cancellation) => Write(work, cancellation);

    public Task LockMigrations(Scope scope) => Task.CompletedTask; // every write transaction is already IMMEDIATE

    public async Task<IReadOnlyList<BulkTable>> Tables(Scope scope)
    {
        var columns = await scope.List<(string Table, string Column, string Type)>(
            """
            SELECT m.name, c.name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.rowid, c.cid
            """);
        return [.. columns.GroupBy(static column => column.Table).Select(static table => new BulkTable(
            table.Key, [.. table.Select(static column => (column.Column, Type(column.Type)))]))];
    }

    public async Task Insert(Scope scope, BulkTable table, IReadOnlyList<object?[]> rows)
    {
        await using var command = scope.Connection.CreateCommand();
        command.Transaction = scope.Transaction;
        command.CommandText = $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns.Select(c => c.Name))}) VALUES ({string.Join(", ", table.Columns.Select(c => "@" + c.Name))})";
        foreach (var column in table.Columns)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + column.Name;
            command.Parameters.Add(parameter);
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                command.Parameters[i].Value = row[i] is string text ? Texts.Storable(text) : row[i] ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(scope.Cancellation);
        }
    }

    public bool IsFull(DbException error) => error is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL };

    public bool IsUnavailable(DbException error) => error is SqliteException
    {
        SqliteErrorCode: SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM
    };

    public bool IsPassing(DbException error) => false;

    public string Advice(DbException error) => "Check its name, and that this user may read and write it.";

    public bool IsDuplicate(DbException error) => error is SqliteException
    {
        SqliteExtendedErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT_UNIQUE or SQLitePCL.raw.SQLITE_CONSTRAINT_PRIMARYKEY
    };

    public bool IsMonthMissing(DbException error) => false;

    public Task MakeMonth(Scope scope, string table, DateTimeOffset at) => Task.CompletedTask;

    public Task<long> DropMonths(Scope scope, string table, DateTimeOffset before) => Task.FromResult(0L);

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        Drop();
        using var any = new SqliteConnection(_file.ConnectionString);
        SqliteConnection.ClearPool(any);
        _turn.Dispose();
    }

    private static BulkType Type(string declared) => declared switch
    {
        "INTEGER" => BulkType.Large,
        "REAL" => BulkType.Real,
        "BLOB" => BulkType.Bytes,
        _ => BulkType.Text,
    };

    private async Task<T> Transact<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            _writer ??= OpenWriter();
            var transaction = Begin(_writer, cancellation);
            var result = await work(_writer, transaction);
            await transaction.CommitAsync(cancellation);
            return result;
        }
        catch
        {
            Drop(); // ends the transaction, and whatever state a failed statement left the connection in
            throw;
        }
    }

    private SqliteTransaction Begin(SqliteConnection writer, CancellationToken cancellation)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return writer.BeginTransaction(deferred: false);
            }
            catch (SqliteException busy) when (busy.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY)
            {
                cancellation.ThrowIfCancellationRequested();
                if (waiting.Elapsed > Patience)
                {
                    throw new StorageBusyException(_file.DataSource, waiting.Elapsed, busy);
                }
            }
        }
    }

    private SqliteConnection OpenWriter()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(_file.DataSource)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        // Not pooled: dropping it must end it.
        var settings = new SqliteConnectionStringBuilder(_file.ConnectionString) { Pooling = false };
        return Open(settings, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    }

    private static SqliteConnection Open(SqliteConnectionStringBuilder settings, string pragmas = "")
    {
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout = 4000;" + pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Drop()
    {
        var writer = _writer;
        _writer = null;
        try
        {
            writer?.Dispose();
        }
        catch (SqliteException)
        {
            // A COMMIT that meets a full disk rolls back by itself; the driver's ROLLBACK fails then, before it closes.
            writer!.Handle?.Dispose();
        }
    }
}
