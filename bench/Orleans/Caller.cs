using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;

namespace BenchHub.Orleans.Bench;

/// <summary>A host that calls grains, and the process of their silo where it is another one.</summary>
internal sealed class Caller(IHost host, Process? silo) : IAsyncDisposable
{
    public IServiceProvider Services => host.Services;

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        if (silo is not null)
        {
            silo.StandardInput.Close();
            await silo.WaitForExitAsync();
            silo.Dispose();
        }
    }
}

internal static class OneProcess
{
    public static async Task<Caller> Start()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleans(silo => silo.UseLocalhostClustering());
        var host = builder.Build();
        await host.StartAsync();
        return new(host, null);
    }
}

internal static class TwoProcesses
{
    private const string Cluster = "bench";

    public static async Task<Caller> Start(string connection)
    {
        await Prepare(connection);
        var silo = Process.Start(new ProcessStartInfo("dotnet", [typeof(TwoProcesses).Assembly.Location, "silo", connection])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await silo.StandardOutput.ReadLineAsync();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleansClient(client => client
            .UseAdoNetClustering((AdoNetClusteringClientOptions options) => (options.Invariant, options.ConnectionString) = ("Npgsql", connection))
            .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = Cluster));
        var host = builder.Build();
        await host.StartAsync();
        return new(host, silo);
    }

    public static async Task RunSilo(string connection)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleans(silo => silo
            .UseAdoNetClustering((AdoNetClusteringSiloOptions options) => (options.Invariant, options.ConnectionString) = ("Npgsql", connection))
            .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = Cluster)
            .ConfigureEndpoints(IPAddress.Loopback, FreePort(), FreePort()));
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        await host.StopAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Prepare(string connection)
    {
        await using var database = new NpgsqlConnection(connection);
        await database.OpenAsync();
        foreach (var script in new[] { "orleans.sql", "membership.sql" })
        {
            using var reader = new StreamReader(typeof(TwoProcesses).Assembly.GetManifestResourceStream(script)!);
#pragma warning disable CA2100 // The repository's own migrations.
            await using var command = new NpgsqlCommand(await reader.ReadToEndAsync(), database);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }
    }
}
