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
        using var service = await Served.Start("--service", $"{latency.TotalMilliseconds}");
        var url = service.Url;
        var name = $"bench-{items}";
        var system = SystemId.New(TimeProvider.System.GetUtcNow());
        await hub.Grains.System(system).Register(new(new() { Name = name, Url = url, TopK = 2 }, ImmutableSortedDictionary<string, string>.Empty));
        var dataset = await Import(hub, name, items);

        await Bare(url, Math.Min(items, 20 * concurrency), concurrency);
        var bare = await Bare(url, items, concurrency);
        var job = await hub.Run(new() { Systems = [system], Datasets = [new(dataset)], Metrics = ["ndcg@10"], Concurrency = concurrency });
        (await Figures.Of(hub, job.Tasks[0], items, concurrency)).Print(bare);
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
}
