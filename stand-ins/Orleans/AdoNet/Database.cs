using System.Data;
using System.Data.Common;
using System.Reflection;
using Orleans.Runtime;

namespace Orleans.AdoNet;

/// <summary>A database that is reached by the name of its provider, and the statements that it keeps in table OrleansQuery.</summary>
internal sealed class Database(string owner, string invariant, string? connectionString)
{
    private static readonly Dictionary<string, (string Assembly, string Factory)> Providers = new(StringComparer.Ordinal)
    {
        ["Npgsql"] = ("Npgsql", "Npgsql.NpgsqlFactory"),
        ["System.Data.SQLite"] = ("Microsoft.Data.Sqlite", "Microsoft.Data.Sqlite.SqliteFactory"),
    };

    private readonly DbProviderFactory _factory = FactoryOf(owner, invariant);
    private readonly string _connectionString = connectionString ?? throw new OrleansConfigurationException($"{owner} has no ConnectionString.");
    private Dictionary<string, string> _statements = [];

    /// <summary>Reads the statements once.</summary>
    public async Task Open(CancellationToken cancellationToken)
    {
        var rows = await Read("SELECT QueryKey, QueryText FROM OrleansQuery", _ => { }, row => (Key: row.Text("QueryKey")!, Text: row.Text("QueryText")!), cancellationToken);
        _statements = rows.ToDictionary(row => row.Key, row => row.Text, StringComparer.Ordinal);
    }

    public async Task<T?> Single<T>(string key, Action<DbCommand> parameters, Func<DbDataReader, T> row, CancellationToken cancellationToken = default)
    {
        var rows = await Query(key, parameters, row, cancellationToken);
        return rows.Count > 0 ? rows[0] : default;
    }

    public Task<List<T>> Query<T>(string key, Action<DbCommand> parameters, Func<DbDataReader, T> row, CancellationToken cancellationToken = default) =>
        _statements.TryGetValue(key, out var statement)
            ? Read(statement, parameters, row, cancellationToken)
            : throw new OrleansConfigurationException($"{owner} needs the statement \"{key}\" in table OrleansQuery, which has none.");

    private async Task<List<T>> Read<T>(string statement, Action<DbCommand> parameters, Func<DbDataReader, T> row, CancellationToken cancellationToken)
    {
        await using var connection = _factory.CreateConnection()!;
        connection.ConnectionString = _connectionString;
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the database's own.
        command.CommandText = statement;
#pragma warning restore CA2100
        parameters(command);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.Default, cancellationToken).ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(row(reader));
        }

        // A conflict may be raised by a statement after the one that returns rows.
        while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
        {
        }

        return rows;
    }

    private static DbProviderFactory FactoryOf(string owner, string invariant)
    {
        if (!Providers.TryGetValue(invariant, out var provider))
        {
            throw new OrleansConfigurationException($"{owner}: the invariant \"{invariant}\" is not one of {string.Join(", ", Providers.Keys)}.");
        }

        try
        {
            var type = Assembly.Load(provider.Assembly).GetType(provider.Factory, throwOnError: true)!;
            return (DbProviderFactory)type.GetField("Instance")!.GetValue(null)!;
        }
        catch (FileNotFoundException exception)
        {
            throw new OrleansConfigurationException($"{owner}: the invariant \"{invariant}\" needs the assembly {provider.Assembly}, which is not deployed with the application.", exception);
        }
    }
}
