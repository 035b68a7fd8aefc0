using System.Data.Common;

namespace BenchHub.Storage;

/// <summary>Where SQLite and PostgreSQL differ beyond the text of the migrations.</summary>
internal interface IEngine : IAsyncDisposable
{
    /// <summary>Folder of this engine's migrations.</summary>
    public string Name { get; }

    /// <summary>What a SELECT adds to hold its rows until the transaction ends.</summary>
    public string ForUpdate { get; }

    /// <summary>True when the column is one of a parameter's texts, given as an array.</summary>
    public string Among(string column, string parameter);

    /// <summary>True when the column's text contains the parameter's, letter by letter.</summary>
    public string Contains(string column, string parameter);

    public Task<T> Read<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellation);

    /// <summary>Runs <paramref name="work"/> in one transaction: committed when it returns, rolled back when it throws.</summary>
    public Task<T> Write<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellation);

    /// <summary>Like <see cref="Write"/> for work of a single statement, which commits by itself where the engine can.</summary>
    public Task<T> WriteOne<T>(Func<DbConnection, DbTransaction?, Task<T>> work, CancellationToken cancellation);

    /// <summary>Lets one migrator in at a time, until the transaction ends.</summary>
    public Task LockMigrations(Scope scope);

    /// <summary>Begins a transaction that sees one state of the database however long it reads.</summary>
    public string BeginSnapshot { get; }

    /// <summary>Gives back the space of what was deleted and lets the planner look at the tables again.</summary>
    public string Vacuum { get; }

    /// <summary>Every table of the schema in the order in which they were made, so that references point backwards.</summary>
    public Task<IReadOnlyList<BulkTable>> Tables(Scope scope);

    /// <summary>The fastest way to add many rows within the transaction of <paramref name="scope"/>.</summary>
    public Task Insert(Scope scope, BulkTable table, IReadOnlyList<object?[]> rows);

    public bool IsFull(DbException error);

    /// <summary>The database cannot be reached or opened at all.</summary>
    public bool IsUnavailable(DbException error);

    /// <summary>The connection was lost or refused, or another transaction was in the way: the same may succeed in a moment.</summary>
    public bool IsPassing(DbException error);

    /// <summary>What to do about an error that <see cref="IsUnavailable"/>.</summary>
    public string Advice(DbException error);

    public bool IsDuplicate(DbException error);

    /// <summary>The row belongs to a month that has no partition yet: <see cref="MakeMonth"/> and repeat.</summary>
    public bool IsMonthMissing(DbException error);

    /// <summary>Makes the partition of the month (UTC) that holds <paramref name="at"/>, unless there is one.</summary>
    public Task MakeMonth(Scope scope, string table, DateTimeOffset at);

    /// <summary>Drops the partitions of months that ended by <paramref name="before"/>.</summary>
    /// <returns>How many rows went with them.</returns>
    public Task<long> DropMonths(Scope scope, string table, DateTimeOffset before);
}

internal enum BulkType
{
    Text,
    Json,
    Number,
    Large,
    Real,
    Money,
    Flag,
    Instant,
    Bytes,
}

internal sealed record BulkTable(string Name, params IReadOnlyList<(string Name, BulkType Type)> Columns)
{
    /// <summary>The instant by which the table is partitioned by months; null where it is not.</summary>
    public string? Month { get; init; }
}
