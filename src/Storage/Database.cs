using System.Data.Common;

namespace BenchHub.Storage;

/// <summary>
/// The database behind all catalogs. Writes are transactions; a write that fails leaves nothing behind. A full disk is
/// a <see cref="StorageFullException"/>, one that cannot be reached a <see cref="StorageUnavailableException"/>; other faults of the database pass through as they are.
/// </summary>
public sealed class Database(StorageOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly IEngine _engine = Create(options);

    public StorageOptions Options { get; } = options;

    internal TimeProvider Time { get; } = time;

    /// <summary>
    /// Brings the schema up to date and clears away what crashed imports left more than a day ago. Safe to repeat and
    /// to run from several processes at once.
    /// </summary>
    /// <exception cref="NewerDatabaseException">A newer version of this program wrote the database.</exception>
    public async Task Migrate(CancellationToken cancellation = default)
    {
        await Migrator.Migrate(this, Migrator.Newest, cancellation);
        await Datasets.Drafts.RemoveOrphans(this, cancellation);
    }

    /// <summary>Gives back the space of what was deleted. A hub may go on working on PostgreSQL; on SQLite its writes wait.</summary>
    public Task Vacuum(CancellationToken cancellation = default) => Read(static scope => scope.Execute(scope.Engine.Vacuum), cancellation);

    public Task<T> Read<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellation = default) =>
        Guard(() => _engine.Read(work, cancellation));

    /// <summary>Runs <paramref name="work"/> in one transaction; on SQLite one at a time in this process.</summary>
    public Task<T> Write<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellation = default) =>
        Guard(() => _engine.Write(work, cancellation));

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    internal Task<T> Read<T>(Func<Scope, Task<T>> work, CancellationToken cancellation) =>
        Read(connection => work(new(_engine, connection, null, cancellation)), cancellation);

    internal Task<T> Write<T>(Func<Scope, Task<T>> work, CancellationToken cancellation) =>
        Write((connection, transaction) => work(new(_engine, connection, transaction, cancellation)), cancellation);

    internal Task<int> Execute(string sql, object values, CancellationToken cancellation) =>
        Write(scope => scope.Execute(sql, values), cancellation);

    internal Task Insert(BulkTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation) => Write(
        async scope =>
        {
            await scope.Engine.Insert(scope, table, rows);
            return rows.Count;
        },
        cancellation);

    internal bool IsDuplicate(DbException error) => _engine.IsDuplicate(error);

    internal bool IsMonthMissing(DbException error) => _engine.IsMonthMissing(error);

    private static IEngine Create(StorageOptions options)
    {
        Mapping.Use();
        return options.Provider == StorageProvider.Sqlite
            ? new SqliteEngine(options.ConnectionString)
            : new PostgresEngine(options.ConnectionString);
    }

    private async Task<T> Guard<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (DbException full) when (_engine.IsFull(full))
        {
            throw new StorageFullException(Options.ToString(), full);
        }
        catch (DbException unavailable) when (_engine.IsUnavailable(unavailable))
        {
            throw new StorageUnavailableException(Options.ToString(), unavailable);
        }
    }
}
