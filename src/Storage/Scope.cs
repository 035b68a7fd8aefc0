using System.Data.Common;
using Dapper;

namespace BenchHub.Storage;

/// <summary>One open connection, inside a transaction or not: what a statement needs to run.</summary>
internal sealed record Scope(IEngine Engine, DbConnection Connection, DbTransaction? Transaction, CancellationToken Cancellation)
{
    /// <summary>How long a statement may take; 0 for ever, null as the connection has it.</summary>
    public int? Seconds { get; init; }

    public Task<int> Execute(string sql, object? values = null) => Connection.ExecuteAsync(Command(sql, values));

    public Task<T?> First<T>(string sql, object? values = null) => Connection.QueryFirstOrDefaultAsync<T>(Command(sql, values));

    public async Task<IReadOnlyList<T>> List<T>(string sql, object? values = null) => (await Connection.QueryAsync<T>(Command(sql, values))).AsList();

    private CommandDefinition Command(string sql, object? values) => new(sql, values, Transaction, Seconds, cancellationToken: Cancellation);
}
