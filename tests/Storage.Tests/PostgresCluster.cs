using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BenchHub.Storage.Tests;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresCluster))]

namespace BenchHub.Storage.Tests;

/// <summary>A real server of our own, started when the first test asks; it ends with this process, however that ends.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private readonly Lazy<Task<string>> _server;
    private Process? _process;
    private int _schemas;

    public PostgresCluster() => _server = new(Start);

    /// <returns>The connection string of a new, empty schema, which is to a test what a database is and made faster.</returns>
    public async Task<string> CreateDatabase()
    {
        var server = await _server.Value;
        var name = $"test_{Interlocked.Increment(ref _schemas)}";
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE SCHEMA {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { SearchPath = name, ApplicationName = name, Pooling = true }.ConnectionString;
    }

    /// <summary>Ends the server, kindly or in the middle of what it does, and starts it again; whoever shares it notices.</summary>
    public async Task Restart(bool crash)
    {
        await _server.Value;
        await _process!.StandardInput.WriteLineAsync(crash ? "crash" : "restart");
        await _process.StandardInput.FlushAsync();
        await Ready(_process);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);
            process.Dispose();
            _process = null;
        }
    }

    private async Task<string> Start()
    {
        var port = FreePort();
        _process = Process.Start(new ProcessStartInfo(Path.Combine(Repository(), "scripts", "postgres"), ["run", $"{port}"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await Ready(_process);
        return $"Host=127.0.0.1;Port={port};Username=benchhub;Database=postgres;Pooling=false";
    }

    private static async Task Ready(Process server)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        if (await server.StandardOutput.ReadLineAsync(deadline.Token) != "ready")
        {
            throw new InvalidOperationException("PostgreSQL did not start; scripts/postgres says why.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BenchHub.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests run from inside the repository.");
    }
}
