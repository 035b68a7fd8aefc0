using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace BenchHub.Storage;

internal sealed class PostgresEngine : IEngine
{
    private const long MigrationLock = 0x62656e6368687562; // 'benchhub'

    private readonly NpgsqlDataSource _server;

    public PostgresEngine(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.ApplicationName ??= "benchhub";
        _server = NpgsqlDataSource.Create(settings);
    }

    public string Name => "postgres";

    public string ForUpdate => "FOR UPDATE";

    public string BeginSnapshot => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    public string Vacuum => "VACUUM (ANALYZE)";

    public string Among(string column, string parameter) => $"{column} = ANY({parameter})";

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

    public Task LockMigrations(Scope scope) => scope.Execute("SELECT pg_advisory_xact_lock(@MigrationLock)", new { MigrationLock });

    public async Task<IReadOnlyList<BulkTable>> Tables(Scope scope)
    {
        var columns = await scope.List<(string Table, string Column, string Type)>(
            """
            SELECT c.relname, a.attname, format_type(a.atttypid, NULL)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            ORDER BY c.oid, a.attnum
            """);
        return [.. columns.GroupBy(static column => column.Table).Select(static table => new BulkTable(
            table.Key, [.. table.Select(static column => (column.Column, Type(column.Type)))]))];
    }

    public async Task Insert(Scope scope, BulkTable table, IReadOnlyList<object?[]> rows)
    {
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

    public bool IsUnavailable(DbException error) => error is
        NpgsqlException and not PostgresException or
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName } or
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections };

    public bool IsDuplicate(DbException error) => error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

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
