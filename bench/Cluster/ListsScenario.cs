using System.Diagnostics;
using BenchHub.Jobs.Bench;
using BenchHub.Storage;

namespace BenchHub.Cluster.Bench;

/// <summary>Lists, searches and leaderboards of a hub that has been used for years, over HTTP.</summary>
internal static class ListsScenario
{
    private const int PerSecond = 50;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(12);

    public static async Task Run()
    {
        using (var hub = await OwnHub.Start())
        {
            await Measure(hub.Url, hub.Database, "SQLite");
        }

        await using var cluster = await OwnCluster.Up(1);
        await Measure(cluster.Url, cluster.Nodes.State.Database, "PostgreSQL");
    }

    private static async Task Measure(string url, string connection, string name)
    {
        using var hub = new RemoteHub(url);
        string dataset, system;
        using (var service = await Served.Start("--service", "0"))
        {
            dataset = await hub.Import("dataset-0", 100);
            system = await hub.Register("system-0", service.Url);
            await hub.Run([system], [dataset], concurrency: 8, parallelTasks: 1);
        }

        var clock = Stopwatch.StartNew();
        await using (var database = new Database(StorageOptions.Parse(connection), TimeProvider.System))
        {
            await ManyRows.Fill(database);
        }

        Console.WriteLine($"  {ManyRows.Systems:N0} systems and {ManyRows.Jobs:N0} jobs with their results in {name}, written in {clock.Elapsed.TotalSeconds:0} s; reads at {PerSecond}/s, open loop:");
        string[] paths =
        [
            "/api/v1/systems?limit=50", "/api/v1/systems?search=system-77777", "/api/v1/systems?search=nothing-like-it", "/api/v1/systems?search=77&tag=bench",
            "/api/v1/systems?kind=rag&limit=50", "/api/v1/systems/system-55555", "/api/v1/batch/jobs?limit=50", "/api/v1/batch/jobs?status=completed", "/api/v1/batch/jobs?status=running",
            "/api/v1/results?limit=50", $"/api/v1/results?systemId={system}", $"/api/v1/results?datasetId={dataset}", $"/api/v1/comparisons/leaderboard/{dataset}?metric=ndcg@10",
        ];
        using var http = new HttpClient { BaseAddress = new(url) };
        await new OpenLoop(http, paths).Run(PerSecond, WarmUp);
        var loop = new OpenLoop(http, paths);
        await loop.Run(PerSecond, Duration);
        loop.Print(name);
        loop.PrintEach();
    }
}
