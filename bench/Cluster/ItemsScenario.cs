using BenchHub.Jobs.Bench;

namespace BenchHub.Cluster.Bench;

/// <summary>Items that call nobody: what is left is to read, score, seal and commit them.</summary>
internal static class ItemsScenario
{
    private const int Items = 10_000;

    public static async Task Run()
    {
        using var postgres = new OwnPostgres();
        await using var hub = await BenchHubInProcess.Start(postgres.Connection);
        Console.WriteLine($"  {Items:N0} items through one job over PostgreSQL, recorded answers (bar 20,000 items/s):");
        var bench = new RecordedWork(hub);
        var (system, dataset) = ((await bench.Systems(1, Items))[0], (await bench.Datasets(1, Items))[0]);
        for (var time = 0; time < 4; time++)
        {
            var job = await hub.Run(new() { Systems = [system], Datasets = [new(dataset)], Metrics = ["ndcg@10"], Concurrency = 32 });
            var elapsed = job.Tasks[0].FinishedAt!.Value - (await hub.Results.Find(job.Tasks[0].ResultId.Value))!.StartedAt;
            Console.WriteLine($"    {(time == 0 ? "first run" : "again    ")} {elapsed.TotalMilliseconds,6:0} ms  {Items / elapsed.TotalSeconds,8:N0} items/s");
        }

        Console.WriteLine($"  {Items:N0} questions whose answers stand in the cache, over PostgreSQL:");
        await new ModelScenario(hub, Items, concurrency: 32).Cached(times: 4);
    }
}
