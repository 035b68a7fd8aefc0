using System.Data.Common;
using Dapper;

namespace BenchHub.Storage;

/// <summary>One open connection, inside a transaction or not: what a statement needs to run.</summary>
internal sealed record Scope(IEngine Engine, DbConnection Connection, DbTransaction? Transaction, CancellationToken Cancellation)
{
    /// <summary>How long a statement may take; 0 for ever, null as the connection has it.</summary>
    public int? Seconds { get; init; }

    /// <summary>Hears of each statement before it runs.</summary>
    public Func<Scope, string, object?, Task>? Watch { get; init; }

    public async Task<int> Execute(string sql, object? values = null) => await Connection.ExecuteAsync(await Command(sql, values));

    public async Task<T?> First<T>(string sql, object? values = null) => await Connection.QueryFirstOrDefaultAsync<T>(await Command(sql, values));

    public async Task<IReadOnlyList<T>> List<T>(string sql, object? values = null) => (await Connection.QueryAsync<T>(await Command(sql, values))).AsList();

    private async ValueTask<CommandDefinition> Command(string sql, object? values)
    {
        if (Watch is not null)
        {
            await Watch(this with { Watch = null }, sql, values);
        }

        return new(sql, values, Transaction, Seconds, cancellationToken: Cancellation);
    }
}
