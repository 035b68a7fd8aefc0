using BenchHub.Jobs.Bench;

namespace BenchHub.Cluster.Bench;

/// <summary>Work that waits for its systems must grow with the silos: the same job over one silo and over three, each with so many calls in flight.</summary>
internal static class SilosScenario
{
    private const int CallsPerSilo = 32;
    private const int Systems = 50;
    private const int Datasets = 80;
    private const int Items = 5;
    private const double Bar = 2.8;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(200);

    public static async Task Run()
    {
        using var service = await Served.Start("--service", $"{Latency.TotalMilliseconds}");
        var one = await Measure(1, service.Url);
        var three = await Measure(3, service.Url);
        Console.WriteLine($"  three silos over one: {one / three:0.00} (bar {Bar:0.0})");
    }

    private static async Task<TimeSpan> Measure(int silos, string service)
    {
        await using var cluster = await OwnCluster.Up(silos, ("BenchHub__CallsPerSilo", $"{CallsPerSilo}"));
        using var hub = new RemoteHub(cluster.Url);
        var (systems, datasets) = (new List<string>(), new List<string>());
        for (var i = 0; i < Systems; i++)
        {
            systems.Add(await hub.Register($"system-{i}", service));
        }

        for (var i = 0; i < Datasets; i++)
        {
            datasets.Add(await hub.Import($"dataset-{i}", Items));
        }

        // Until methods are compiled and connections open.
        await hub.Run(systems, datasets[..2], concurrency: Items, parallelTasks: 32 * silos);
        var job = await hub.Run(systems, datasets, concurrency: Items, parallelTasks: 32 * silos);
        var elapsed = (DateTimeOffset)job["completedAt"]! - (DateTimeOffset)job["startedAt"]!;
        const int Calls = Systems * Datasets * Items;
        var least = Math.Ceiling((double)Calls / (CallsPerSilo * silos)) * Latency;
        Console.WriteLine($"  {silos} silo(s), {CallsPerSilo} calls of {Latency.TotalMilliseconds:0} ms in flight each: {Systems * Datasets:N0} tasks of {Items} items in {elapsed.TotalSeconds:0.0} s, {Calls / elapsed.TotalSeconds:0} calls/s; at best {least.TotalSeconds:0.0} s, ratio {elapsed / least:0.000}");
        return elapsed;
    }
}
