using System.Diagnostics;
using BenchHub.Orleans.Silo;
using BenchHub.Storage.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;

namespace BenchHub.Orleans.Tests.Clustering;

/// <summary>Silos in processes of their own over a PostgreSQL of their own, and a client of them here.</summary>
internal sealed class ProcessCluster(string connection) : IAsyncDisposable
{
    private const string Name = "tests";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly List<SiloProcess> _silos = [];
    private IHost? _client;

    public IReadOnlyList<SiloProcess> Silos => _silos;

    private IGrainFactory Grains => _client!.Services.GetRequiredService<IGrainFactory>();

    public static async Task<ProcessCluster> Start(PostgresCluster postgres, int silos)
    {
        var connection = await postgres.CreateDatabase();
        await Prepare(connection);
        var cluster = new ProcessCluster(connection);
        await Task.WhenAll(Enumerable.Range(0, silos).Select(_ => cluster.StartSilo()));
        await cluster.Connect();
        return cluster;
    }

    public async Task<SiloProcess> StartSilo(int? siloPort = null)
    {
        var silo = await SiloProcess.Start(connection, Name, siloPort);
        lock (_silos)
        {
            _silos.Add(silo);
        }

        return silo;
    }

    public IVisitGrain Grain(string key) => Grains.GetGrain<IVisitGrain>(key);

    public Task<Dictionary<SiloAddress, SiloStatus>> Hosts() => Grains.GetGrain<IManagementGrain>(0).GetHosts();

    /// <summary>Visits each grain once and tells which process it lives in.</summary>
    public async Task<ILookup<int, string>> Visit(IEnumerable<string> keys)
    {
        var visits = await Task.WhenAll(keys.Select(async key => (Key: key, (await Grain(key).Visit()).Process)));
        return visits.ToLookup(visit => visit.Process, visit => visit.Key);
    }

    /// <summary>Asks again and again until the answer is the one that the test waits for.</summary>
    /// <returns>How long that took.</returns>
    public static async Task<TimeSpan> Until(string what, TimeSpan patience, Func<Task<bool>> isSo)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Look);
        while (!await isSo())
        {
            Assert.True(clock.Elapsed < patience, $"{what}: not within {patience}.");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        return clock.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.StopAsync();
            _client.Dispose();
        }

        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }
    }

    private async Task Connect()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client
            .UseAdoNetClustering((AdoNetClusteringClientOptions options) => (options.Invariant, options.ConnectionString) = ("Npgsql", connection))
            .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = Name));
        _client = builder.Build();
        await _client.StartAsync(TestContext.Current.CancellationToken);
    }

    private static async Task Prepare(string connection)
    {
        await using var database = new NpgsqlConnection(connection);
        await database.OpenAsync();
        foreach (var script in new[] { "orleans.sql", "membership.sql" })
        {
            using var reader = new StreamReader(typeof(ProcessCluster).Assembly.GetManifestResourceStream(script)!);
#pragma warning disable CA2100 // The repository's own migrations.
            await using var command = new NpgsqlCommand(await reader.ReadToEndAsync(), database);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }
    }
}
