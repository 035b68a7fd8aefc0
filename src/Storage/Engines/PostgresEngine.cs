using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace BenchHub.Storage;

internal sealed class PostgresEngine : IEngine
{
    private const long MigrationLock = 0x62656e6368687562; // 'benchhub'

    private readonly NpgsqlDataSource _server;

    public PostgresEngine(string connectionString) => _server = NpgsqlDataSource.Create(connectionString);

    public string Name => "postgres";

    public string ForUpdate => "FOR UPDATE";

    public string BeginSnapshot => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    public string Vacuum => "VACUUM (ANALYZE)";

    public string Among(string column, string parameter) => $"{column} = ANY({parameter})";

    /// <summary>As LIKE, which alone goes by an index of trigrams; what it takes for wildcards is escaped.</summary>
    public string Contains(string column, string parameter) =>
        $@"{column} LIKE '%' || replace(replace(replace({parameter}, '\', '\\'), '%', '\%'), '_', '\_') || '%'";

    public async Task<T> Read<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await _server.OpenConnectionAsync(cancellation);
        return await work(connection);
    }

    public async Task<T> Write<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await _server.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var result = await work(connection, transaction);
        await transaction.CommitAsync(cancellation);
        return result;
    }

    public Task<T> WriteOne<T>(Func<DbConnection, DbTransaction?, Task<T>> work, CancellationToken cancellation) =>
        Read(connection => work(connection, null), cancellation);

    public Task LockMigrations(Scope scope) => scope.Execute("SELECT pg_advisory_xact_lock(@MigrationLock)", new { MigrationLock });

    public async Task<IReadOnlyList<BulkTable>> Tables(Scope scope)
    {
        var columns = await scope.List<(string Table, string Column, string Type, bool IsMonth)>(
            """
            SELECT c.relname, a.attname, format_type(a.atttypid, NULL), coalesce(a.attnum = p.partattrs[0], false)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_partitioned_table p ON p.partrelid = c.oid
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            ORDER BY c.oid, a.attnum
            """);
        return [.. columns.GroupBy(static column => column.Table).Select(static table => new BulkTable(
            table.Key, [.. table.Select(static column => (column.Column, Type(column.Type)))])
        {
            Month = table.FirstOrDefault(static column => column.IsMonth).Column,
        })];
    }

    public async Task Insert(Scope scope, BulkTable table, IReadOnlyList<object?[]> rows)
    {
        if (table.Month is { } month)
        {
            await MakeMonths(scope, table, month, rows);
        }

        var copy = $"COPY {table.Name} ({string.Join(", ", table.Columns.Select(c => c.Name))}) FROM STDIN (FORMAT BINARY)";
        await using var writer = await ((NpgsqlConnection)scope.Connection).BeginBinaryImportAsync(copy, scope.Cancellation);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(scope.Cancellation);
            for (var i = 0; i < row.Length; i++)
            {
                await writer.WriteAsync(row[i] is string text ? Texts.Storable(text) : row[i], Type(table.Columns[i].Type), scope.Cancellation);
            }
        }

        await writer.CompleteAsync(scope.Cancellation);
    }

    public bool IsFull(DbException error) => error is PostgresException { SqlState: PostgresErrorCodes.DiskFull };

    public bool IsUnavailable(DbException error) => error is NpgsqlException and not PostgresException || IsRefused(error) || IsGoing(error) || IsCrowded(error);

    public bool IsPassing(DbException error) => IsGoing(error) || error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure } => true,
        PostgresException => false,
        NpgsqlException { InnerException: TimeoutException } => false, // waited for long enough already
        _ => error.IsTransient,
    };

    public string Advice(DbException error) => error switch
    {
        _ when IsCrowded(error) =>
            "All its connections are in use: raise 'Maximum Pool Size' in the connection string as far as the server's max_connections allows, or run less at once.",
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => "It is a copy that takes no writes: name the primary server.",
        _ => "Check its name, that it is running, and that this user may read and write it.",
    };

    public bool IsDuplicate(DbException error) => error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public bool IsMonthMissing(DbException error) => error is PostgresException { SqlState: PostgresErrorCodes.CheckViolation, ConstraintName: null };

    public Task MakeMonth(Scope scope, string table, DateTimeOffset at) => scope.Execute("SELECT make_month(@table, @at)", new { table, at });

    public Task<long> DropMonths(Scope scope, string table, DateTimeOffset before) =>
        scope.First<long>("SELECT drop_months(@table, @before)", new { table, before });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static bool IsRefused(DbException error) => error is PostgresException
    {
        SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName
            or PostgresErrorCodes.ReadOnlySqlTransaction,
    };

    // Shut down, crashed, starting, or a connection that ended for its own reasons (class 08).
    private static bool IsGoing(DbException error) => error is PostgresException lost && (lost.SqlState.StartsWith("08", StringComparison.Ordinal)
        || lost.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow);

    private static bool IsCrowded(DbException error) => error is PostgresException { SqlState: PostgresErrorCodes.TooManyConnections }
        || (error.InnerException is TimeoutException && error.Message.Contains("pool", StringComparison.Ordinal));

    private async Task MakeMonths(Scope scope, BulkTable table, string column, IReadOnlyList<object?[]> rows)
    {
        var at = table.Columns.Select(static known => known.Name).ToList().IndexOf(column);
        var instants = rows.Select(row => row[at]).OfType<DateTimeOffset>();
        foreach (var month in instants.DistinctBy(static instant => (instant.UtcDateTime.Year, instant.UtcDateTime.Month)))
        {
            await MakeMonth(scope, table.Name, month);
        }
    }

    private static NpgsqlDbType Type(BulkType type) => type switch
    {
        BulkType.Json => NpgsqlDbType.Json,
        BulkType.Number => NpgsqlDbType.Integer,
        BulkType.Large => NpgsqlDbType.Bigint,
        BulkType.Real => NpgsqlDbType.Double,
        BulkType.Money => NpgsqlDbType.Numeric,
        BulkType.Flag => NpgsqlDbType.Boolean,
        BulkType.Instant => NpgsqlDbType.TimestampTz,
        BulkType.Bytes => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Text,
    };

    private static BulkType Type(string name) => name switch
    {
        "text" => BulkType.Text,
        "json" => BulkType.Json,
        "integer" => BulkType.Number,
        "bigint" => BulkType.Large,
        "double precision" => BulkType.Real,
        "numeric" => BulkType.Money,
        "boolean" => BulkType.Flag,
        "timestamp with time zone" => BulkType.Instant,
        "bytea" => BulkType.Bytes,
        _ => throw new NotSupportedException($"No column of ours has the type {name}."),
    };
}
