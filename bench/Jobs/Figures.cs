namespace BenchHub.Jobs.Bench;

/// <summary>A job's time from its first call to its last commit, and the least it could have been.</summary>
internal sealed record Figures(int Items, TimeSpan Elapsed, TimeSpan Median, TimeSpan Limit)
{
    public static async Task<Figures> Of(BenchHubInProcess hub, TaskSnapshot task, int items, int concurrency)
    {
        var latencies = new List<double>();
        await foreach (var item in hub.Items.Read(task.ResultId.Value))
        {
            latencies.Add(item.LatencyMilliseconds);
        }

        latencies.Sort();
        var median = TimeSpan.FromMilliseconds(latencies[latencies.Count / 2]);
        var result = (await hub.Results.Find(task.ResultId.Value))!;

        // The task starts when its epoch opens, a few milliseconds before the first call; the result is its last commit.
        return new(items, task.FinishedAt!.Value - result.StartedAt, median, Math.Ceiling((double)items / concurrency) * median);
    }

    public void Print(TimeSpan bare)
    {
        Console.WriteLine($"  job, first call to last commit   {Elapsed.TotalMilliseconds,9:0} ms   {Items / Elapsed.TotalSeconds,8:0} items/s");
        Console.WriteLine($"  ceil(n/c) x median latency       {Limit.TotalMilliseconds,9:0} ms   ratio {Elapsed / Limit:0.000} (median {Median.TotalMilliseconds:0.00} ms)");
        Console.WriteLine($"  bare HTTP loop, same concurrency {bare.TotalMilliseconds,9:0} ms   ratio {Elapsed / bare:0.000}; ours: {Math.Max(0, 1 - (bare / Elapsed)):P0} of the job's time");
    }
}
