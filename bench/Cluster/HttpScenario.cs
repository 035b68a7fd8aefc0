using BenchHub.Jobs.Bench;

namespace BenchHub.Cluster.Bench;

/// <summary>A thousand reads of all kinds each second, on a hub that has everything once or twice.</summary>
internal static class HttpScenario
{
    private const int PerSecond = 1000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BeforeTheKill = TimeSpan.FromSeconds(5);

    public static async Task Run()
    {
        using var hub = await OwnHub.Start();
        var paths = await Prepare(hub.Url);
        (await Load(hub.Url, paths)).PrintEach();
    }

    public static async Task RunWhileASiloDies()
    {
        await using var cluster = await OwnCluster.Up(3);
        var paths = await Prepare(cluster.Url);
        foreach (var silo in new[] { "silo-2", "silo-1" })
        {
            await Load(cluster.Url, paths, async () => await cluster.Nodes.Kill([silo], CancellationToken.None), $", {silo} killed after {BeforeTheKill.TotalSeconds:0} s");
            cluster.Nodes.Start(silo);
            await cluster.Nodes.Ready(cluster.Nodes.State.Nodes, CancellationToken.None);
        }
    }

    private static async Task<OpenLoop> Load(string url, IReadOnlyList<string> paths, Func<Task>? disturb = null, string what = "")
    {
        using var http = new HttpClient { BaseAddress = new(url) };
        await new OpenLoop(http, paths).Run(PerSecond, WarmUp);
        var loop = new OpenLoop(http, paths);
        var running = loop.Run(PerSecond, Duration);
        if (disturb is not null)
        {
            await Task.Delay(BeforeTheKill);
            await disturb();
        }

        await running;
        loop.Print($"{PerSecond:N0} reads/s for {Duration.TotalSeconds:0} s, open loop{what}");
        return loop;
    }

    /// <summary>Several systems, datasets and jobs, so that their grains stand on all silos.</summary>
    private static async Task<IReadOnlyList<string>> Prepare(string url)
    {
        using var service = await Served.Start("--service", "0");
        using var hub = new RemoteHub(url);
        var paths = new List<string> { "/api/v1/systems?limit=20", "/api/v1/datasets?limit=20", "/api/v1/batch/jobs?limit=20", "/api/v1/results?limit=20", "/api/v1/systems?search=system-1" };
        for (var i = 0; i < 6; i++)
        {
            var (system, dataset) = (await hub.Register($"system-{i}", service.Url), await hub.Import($"dataset-{i}", 50));
            var job = await hub.Run([system], [dataset], concurrency: 8, parallelTasks: 1);
            var results = await hub.Get($"/api/v1/results?jobId={job["id"]}");
            paths.AddRange(
                $"/api/v1/systems/{system}", $"/api/v1/datasets/dataset-{i}", $"/api/v1/batch/jobs/{job["id"]}",
                $"/api/v1/results/{results["items"]![0]!["id"]}", $"/api/v1/comparisons/leaderboard/{dataset}?metric=ndcg@10");
        }

        return paths;
    }
}
