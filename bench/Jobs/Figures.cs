namespace BenchHub.Jobs.Bench;

/// <summary>A job's time from its first call to its last commit, and the least it could have been.</summary>
internal sealed record Figures(TimeSpan Elapsed, TimeSpan Median, TimeSpan Limit)
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
        return new(task.FinishedAt!.Value - result.StartedAt, median, Math.Ceiling((double)items / concurrency) * median);
    }
}
