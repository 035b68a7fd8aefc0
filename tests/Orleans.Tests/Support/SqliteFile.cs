using Microsoft.Data.Sqlite;

namespace BenchHub.Orleans.Tests.Support;

/// <summary>A SQLite file with what the ADO.NET providers need, deleted at the end.</summary>
internal sealed class SqliteFile : IDisposable
{
    public const string Invariant = "System.Data.SQLite";

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"orleans-tests-{Guid.NewGuid():N}.db");

    public SqliteFile()
    {
        SQLitePCL.Batteries_V2.Init();
        using var script = new StreamReader(typeof(SqliteFile).Assembly.GetManifestResourceStream("sqlite.sql")!);
        Run(script.ReadToEnd());
    }

    public string ConnectionString => $"Data Source={_path};Pooling=False";

    public void Run(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose() => File.Delete(_path);
}
