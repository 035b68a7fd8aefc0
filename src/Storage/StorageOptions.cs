using Microsoft.Data.Sqlite;
using Npgsql;

namespace BenchHub.Storage;

public enum StorageProvider
{
    /// <summary>One file beside the process; the embedded default.</summary>
    Sqlite = 0,

    /// <summary>A server that several silos share.</summary>
    Postgres = 1,
}

/// <summary>Which database holds the facts. Prints without the password.</summary>
public sealed record StorageOptions(StorageProvider Provider, string ConnectionString)
{
    private const string Accepted =
        "Name the database as a SQLite file ('sqlite:PATH', a path ending in '.db' or 'Data Source=PATH') " +
        "or as a PostgreSQL server ('postgres://USER:PASSWORD@HOST:PORT/DATABASE' or 'Host=HOST;Database=DATABASE;Username=USER;Password=PASSWORD').";

    // A process holds two pools, one for facts and one for Orleans: three silos and two front ends stay below the usual limit of 100.
    // The statements are few and run often: planned once per connection they cost both sides half. None of them leaves anything in the session.
    private const string PostgresDefaults =
        "Application Name=benchhub;Maximum Pool Size=10;Timeout=15;Command Timeout=30;Keepalive=30;Max Auto Prepare=200;Auto Prepare Min Usages=3;" +
        "No Reset On Close=true";

    /// <summary>How long a server that answered before is waited for when it is gone.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What Orleans' ADO.NET providers call this database.</summary>
    public string Invariant => Provider == StorageProvider.Sqlite ? "System.Data.SQLite" : "Npgsql";

    /// <exception cref="FormatException">The text names no database we know; the message says what is accepted.</exception>
    public static StorageOptions Parse(string text)
    {
        var trimmed = text.Trim();
        try
        {
            return trimmed switch
            {
                _ when After(trimmed, "sqlite:") is { Length: > 0 } path => Sqlite(new() { DataSource = path }),
                _ when After(trimmed, "postgres://") is not null || After(trimmed, "postgresql://") is not null => Postgres(PostgresUri.Parse(trimmed).ConnectionString),
                _ when HasKey(trimmed, "Host", "Server") => Postgres(trimmed),
                _ when HasKey(trimmed, "Data Source", "DataSource", "Filename") => Sqlite(new(trimmed)),
                _ when trimmed.EndsWith(".db", StringComparison.OrdinalIgnoreCase) => Sqlite(new() { DataSource = trimmed }),
                _ => throw new FormatException(Accepted),
            };
        }
        catch (Exception malformed) when (malformed is ArgumentException or UriFormatException)
        {
            throw new FormatException($"The database was not understood ({malformed.Message.TrimEnd('.')}). {Accepted}", malformed);
        }
    }

    public override string ToString() => Provider == StorageProvider.Sqlite
        ? $"SQLite {new SqliteConnectionStringBuilder(ConnectionString).DataSource}"
        : new NpgsqlConnectionStringBuilder(ConnectionString) is var server ? $"PostgreSQL {server.Host}:{server.Port}/{server.Database}" : "";

    private static StorageOptions Sqlite(SqliteConnectionStringBuilder file)
    {
        if (file.Mode == SqliteOpenMode.Memory || file.DataSource is "" or ":memory:")
        {
            throw new FormatException($"A SQLite database must be a file, because several connections share it. {Accepted}");
        }

        return new(StorageProvider.Sqlite, file.ConnectionString);
    }

    // What is said last counts.
    private static StorageOptions Postgres(string server) =>
        new(StorageProvider.Postgres, new NpgsqlConnectionStringBuilder($"{PostgresDefaults};{server}").ConnectionString);

    private static string? After(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : null;

    private static bool HasKey(string text, params ReadOnlySpan<string> keys)
    {
        foreach (var pair in text.Split(';'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            foreach (var key in keys)
            {
                if (equals > 0 && pair.AsSpan(0, equals).Trim().Equals(key, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
