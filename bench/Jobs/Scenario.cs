using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.Http.Json;
using BenchHub.Datasets;
using BenchHub.Storage.Datasets;
using BenchHub.Systems;

namespace BenchHub.Jobs.Bench;

/// <summary>One job over one service, beside a bare loop of HTTP calls with the same concurrency.</summary>
internal static class Scenario
{
    public static async Task Run(BenchHubInProcess hub, int items, TimeSpan latency, int concurrency)
    {
        using var service = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["service", $"{latency.TotalMilliseconds}"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var url = (await service.StandardOutput.ReadLineAsync())!;
        var name = $"bench-{items}";
        var system = SystemId.New(TimeProvider.System.GetUtcNow());
        await hub.Grains.System(system).Register(new(new() { Name = name, Url = url, TopK = 2 }, ImmutableSortedDictionary<string, string>.Empty));
        var dataset = await Import(hub, name, items);

        await Bare(url, Math.Min(items, 20 * concurrency), concurrency);
        var bare = await Bare(url, items, concurrency);
        var id = JobId.New(TimeProvider.System.GetUtcNow());
        await hub.Grains.Job(id).Submit(new() { Systems = [system], Datasets = [new(dataset)], Metrics = ["ndcg@10"], Concurrency = concurrency });
        var job = await End(hub, id);
        Report(await Figures.Of(hub, job.Tasks[0], items, concurrency), bare, items);
        service.Kill();
    }

    private static async Task<DatasetId> Import(BenchHubInProcess hub, string name, int items)
    {
        await using var draft = await hub.Contents.Begin();
        await draft.AddItems([.. Enumerable.Range(0, items).Select(i => ($"q{i}", $"query number {i}", (IReadOnlyList<Judgement>)[new("d1", 1)]))]);
        var content = await draft.Seal();
        var id = DatasetId.New(TimeProvider.System.GetUtcNow());
        await hub.Grains.Dataset(id).AddVersion(new(name, "", "bench", content.Hash, content.Items, content.Documents, content.Judgements));
        return id;
    }

    private static async Task<JobSnapshot> End(BenchHubInProcess hub, JobId id)
    {
        for (var revision = 0L; ;)
        {
            var job = (await hub.Grains.Job(id).WaitForChange(revision, TimeSpan.FromSeconds(20)))!;
            revision = job.Revision;
            if (job.Status is JobStatus.Completed)
            {
                return job;
            }

            if (job.Status is not JobStatus.Running)
            {
                throw new InvalidOperationException($"The job is {job.Status}: {job.Error}");
            }
        }
    }

    /// <summary>What these two cores and this service can do when nothing is checked, scored or stored.</summary>
    private static async Task<TimeSpan> Bare(string url, int items, int concurrency)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = concurrency });
        var next = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var i && i <= items)
            {
                using var response = await http.PostAsJsonAsync($"{url}/api/v1/retrieve", new { query = $"query number {i}", top_k = 2 });
                await response.Content.ReadAsByteArrayAsync();
            }
        }));
        return clock.Elapsed;
    }

    private static void Report(Figures figures, TimeSpan bare, int items)
    {
        Console.WriteLine($"  job, first call to last commit   {figures.Elapsed.TotalMilliseconds,9:0} ms   {items / figures.Elapsed.TotalSeconds,8:0} items/s");
        Console.WriteLine($"  ceil(n/c) x median latency       {figures.Limit.TotalMilliseconds,9:0} ms   ratio {figures.Elapsed / figures.Limit:0.000} (median {figures.Median.TotalMilliseconds:0.00} ms)");
        Console.WriteLine($"  bare HTTP loop, same concurrency {bare.TotalMilliseconds,9:0} ms   ratio {figures.Elapsed / bare:0.000}; ours: {Math.Max(0, 1 - (bare / figures.Elapsed)):P0} of the job's time");
    }
}
