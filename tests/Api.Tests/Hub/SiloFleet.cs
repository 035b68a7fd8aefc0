using BenchHub.Silo;
using BenchHub.Storage.Tests;
using Microsoft.Extensions.Hosting;

namespace BenchHub.Api.Tests.Hub;

/// <summary>Silos over a PostgreSQL database of their own.</summary>
internal sealed class SiloFleet : IAsyncDisposable
{
    private static readonly PostgresCluster Postgres = new();

    private readonly List<IHost> _silos = [];

    private SiloFleet(string database) => Settings = [("BenchHub:Database", database), ("BenchHub:Clustering", "postgres")];

    /// <summary>How many a hub of the tests has.</summary>
    public static int Size { get; } = int.Parse(Environment.GetEnvironmentVariable("ORLEANS_TEST_SILOS") ?? "1");

    /// <summary>What silos and API share.</summary>
    public IReadOnlyList<(string Key, string Value)> Settings { get; }

    public static async Task<SiloFleet> Start(DirectoryInfo data, RecordedLogs logs, IEnumerable<(string Key, string Value)> settings)
    {
        var fleet = new SiloFleet(await Postgres.CreateDatabase());
        for (var i = 0; i < Size; i++)
        {
            var builder = Host.CreateApplicationBuilder();
            ApiHub.Common(builder, data, logs, [
                .. settings, .. fleet.Settings, ("BenchHub:SiloAddress", "127.0.0.1"), ("BenchHub:SiloPort", $"{ApiHub.FreePort()}"), ("BenchHub:GatewayPort", $"{ApiHub.FreePort()}")]);
            builder.AddServiceDefaults();
            builder.AddBenchHubSilo();
            var silo = builder.Build();
            fleet._silos.Add(silo);
            await silo.StartAsync();
        }

        return fleet;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.StopAsync();
            silo.Dispose();
        }
    }
}
