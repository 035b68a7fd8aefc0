using System.Data.Common;

namespace BenchHub.Storage;

/// <summary>
/// The database behind all catalogs. Writes are transactions; a write that fails leaves nothing behind. A full disk is
/// a <see cref="StorageFullException"/>, one that cannot be reached a <see cref="StorageUnavailableException"/>, which for a server that answered
/// before comes after <see cref="StorageOptions.Patience"/>; other faults of the database pass through as they are.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly IEngine _engine;
    private readonly Repeating _repeating;

    public Database(StorageOptions options, TimeProvider time)
    {
        (Options, Time, _engine) = (options, time, Create(options));
        _repeating = new(_engine, options, time);
    }

    public StorageOptions Options { get; }

    internal TimeProvider Time { get; }

    /// <summary>Hears of each statement of the catalogs before it runs, on its connection: tests ask there how it will be run.</summary>
    internal Func<Scope, string, object?, Task>? Watch { get; set; }

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
    public Task Vacuum(CancellationToken cancellation = default) => Read(
        static scope => (scope with { Seconds = 0 }).Execute(scope.Engine.Vacuum), cancellation);

    public Task<T> Read<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellation = default) =>
        _repeating.Run(() => _engine.Read(work, cancellation), static () => false, cancellation);

    /// <summary>Runs <paramref name="work"/> in one transaction; on SQLite one at a time in this process.</summary>
    public Task<T> Write<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellation = default) =>
        _repeating.Run(() => _engine.Write(work, cancellation), static () => false, cancellation);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    /// <summary>Repeats <paramref name="work"/> when the connection is lost, unless told otherwise.</summary>
    internal Task<T> Read<T>(Func<Scope, Task<T>> work, CancellationToken cancellation, Repeats repeats = Repeats.Always) => _repeating.Run(
        () => _engine.Read(connection => work(new(_engine, connection, null, cancellation) { Watch = Watch }), cancellation), () => repeats is not Repeats.Never, cancellation);

    /// <summary>Like <see cref="Write{T}(Func{DbConnection, DbTransaction, Task{T}}, CancellationToken)"/>, but repeated when the connection is lost.</summary>
    internal Task<T> Write<T>(Func<Scope, Task<T>> work, CancellationToken cancellation, Repeats repeats = Repeats.Always)
    {
        var mayStand = false;
        return _repeating.Run(Attempt, () => repeats is Repeats.Always || (repeats is Repeats.BeforeCommit && !mayStand), cancellation);

        Task<T> Attempt() => _engine.Write(
            async (connection, transaction) =>
            {
                var done = await work(new(_engine, connection, transaction, cancellation) { Watch = Watch });
                mayStand = true;
                return done;
            },
            cancellation);
    }

    internal Task<int> Execute(string sql, object values, CancellationToken cancellation) =>
        WriteOne(scope => scope.Execute(sql, values), cancellation);

    /// <summary>A single statement, repeated when the connection is lost: whether it was committed then nobody knows, and doing it twice must leave what doing it once leaves.</summary>
    internal Task<T> WriteOne<T>(Func<Scope, Task<T>> work, CancellationToken cancellation) => _repeating.Run(
        () => _engine.WriteOne((connection, transaction) => work(new(_engine, connection, transaction, cancellation) { Watch = Watch }), cancellation), static () => true, cancellation);

    internal Task Insert(BulkTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation) => Write(
        async scope =>
        {
            await scope.Engine.Insert(scope, table, rows);
            return rows.Count;
        },
        cancellation,
        Repeats.BeforeCommit);

    /// <inheritdoc cref="IEngine.Contains"/>
    internal string Contains(string column, string parameter) => _engine.Contains(column, parameter);

    internal bool IsDuplicate(DbException error) => _engine.IsDuplicate(error);

    internal bool IsMonthMissing(DbException error) => _engine.IsMonthMissing(error);

    private static IEngine Create(StorageOptions options)
    {
        Mapping.Use();
        return options.Provider == StorageProvider.Sqlite
            ? new SqliteEngine(options.ConnectionString)
            : new PostgresEngine(options.ConnectionString);
    }
}
