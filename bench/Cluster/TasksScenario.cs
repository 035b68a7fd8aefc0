using System.Diagnostics;
using BenchHub.Jobs.Bench;

namespace BenchHub.Cluster.Bench;

/// <summary>A thousand tasks of one item, each durable with its result, beside Celery with its results in Redis.</summary>
internal static class TasksScenario
{
    private const int Systems = 40;
    private const int Datasets = 25;
    private const int Tasks = Systems * Datasets;
    private const int Times = 4;

    public static async Task Run()
    {
        var celery = await CeleryPeer.Run(Tasks);
        var ours = 0.0;
        using var postgres = new OwnPostgres();
        await using (var hub = await BenchHubInProcess.Start(postgres.Connection))
        {
            ours = await Measure(hub, "PostgreSQL");
        }

        await using (var hub = await BenchHubInProcess.Start())
        {
            await Measure(hub, "SQLite");
        }

        Console.WriteLine(celery is { } peer
            ? $"  Celery + Redis, 2 processes, in the same run: {peer:N0} tasks/s; ours over PostgreSQL is {ours / peer:0.00} of it"
            : "  Celery or Redis is missing (apt-get install python3-celery python3-redis redis-server), so there is nothing to compare with.");
        Console.WriteLine("  Elsewhere, as their makers and issue 5 tell: BullMQ about 6,000/s, pg-boss about 10,000/s in batches.");
    }

    private static async Task<double> Measure(BenchHubInProcess hub, string database)
    {
        var work = new RecordedWork(hub);
        var (systems, datasets) = (await work.Systems(Systems, 1), await work.Datasets(Datasets, 1));
        var best = 0.0;
        for (var time = 0; time < Times; time++)
        {
            var (clock, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            await hub.Run(new()
            {
                Systems = [.. systems],
                Datasets = [.. datasets.Select(static id => new Jobs.DatasetRef(id))],
                Metrics = ["ndcg@10"],
                ParallelTasks = 16,
            });
            var rate = Tasks / clock.Elapsed.TotalSeconds;
            best = Math.Max(best, rate);
            Console.WriteLine($"  one job of {Tasks:N0} tasks over {database}, {(time == 0 ? "first" : "again")}: {rate,6:N0} tasks/s, {(Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / Tasks:0} us of our processor time each");
        }

        return best;
    }
}
