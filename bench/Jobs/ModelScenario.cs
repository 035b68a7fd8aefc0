using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.Http.Json;
using BenchHub.Datasets;
using BenchHub.Evaluation.Tasks;
using BenchHub.Storage.Models;
using BenchHub.Systems;

namespace BenchHub.Jobs.Bench;

/// <summary>A job over a language model with cache, cost and persistence on, and the same job again out of the cache.</summary>
internal sealed class ModelScenario(BenchHubInProcess hub, int items, int concurrency)
{
    /// <summary>First call to last commit, beside the limit and a bare loop of HTTP calls.</summary>
    public async Task Live(TimeSpan latency, int times)
    {
        using var model = await Served.Start("--model", $"{latency.TotalMilliseconds}ms");
        var command = await Prepare(model.Url);
        await Bare(model.Url, 20 * concurrency);
        for (var time = 0; time < times; time++)
        {
            var bare = await Bare(model.Url, items);
            var job = await hub.Run(command with { UseCache = false });
            (await Figures.Of(hub, job.Tasks[0], items, concurrency)).Print(bare);
        }
    }

    /// <summary>Every answer stands in the cache already.</summary>
    public async Task Cached(int times)
    {
        using var model = await Served.Start("--model", "0ms");
        var command = await Prepare(model.Url);
        await hub.Run(command);
        for (var time = 0; time < times; time++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var job = await hub.Run(command);
            var processor = Environment.CpuUsage.TotalTime - before;
            var result = (await hub.Results.Find(job.Tasks[0].ResultId.Value))!;
            var elapsed = job.Tasks[0].FinishedAt!.Value - result.StartedAt;
            Console.WriteLine($"  job, first look-up to last commit {elapsed.TotalMilliseconds,8:0} ms   {items / elapsed.TotalSeconds,8:0} items/s   {processor.TotalMilliseconds,6:0} ms of processor time");
        }
    }

    private async Task<SubmitJob> Prepare(string url)
    {
        var name = $"model-{items}-{concurrency}";
        await hub.Prices.Put(new ModelPrice("m", DateTimeOffset.UnixEpoch, Input: 2.5m, CachedInput: 1.25m, Output: 10, BatchShare: 0.5m));
        var system = SystemId.New(TimeProvider.System.GetUtcNow());
        await hub.Grains.System(system).Register(new(
            new() { Name = name, Url = $"{url}/v1", Kind = SystemKind.Llm, Model = new() { Name = "m" } }, ImmutableSortedDictionary<string, string>.Empty));

        await using var draft = await hub.Contents.Begin();
        await draft.AddRecords([.. Enumerable.Range(0, items).Select(static i => ($"r{i}", $$"""{"question": "{{Question(i)}}", "answer": "4"}"""))]);
        var content = await draft.Seal(BuiltInTasks.All.Single(static task => task.Name == "open-qa").Definition.Text, CancellationToken.None);
        var dataset = DatasetId.New(TimeProvider.System.GetUtcNow());
        await hub.Grains.Dataset(dataset).AddVersion(new(name, "", "task", content.Hash, content.Items, content.Documents, content.Judgements));
        return new() { Systems = [system], Datasets = [new(dataset)], Concurrency = concurrency };
    }

    private async Task<TimeSpan> Bare(string url, int calls)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = concurrency });
        var next = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var i && i <= calls)
            {
                using var response = await http.PostAsJsonAsync($"{url}/v1/chat/completions", new { model = "m", messages = new[] { new { role = "user", content = Question(i) } } });
                await response.Content.ReadAsByteArrayAsync();
            }
        }));
        return clock.Elapsed;
    }

    public static string Question(int i) => $"What is {i} + 4 - {i}? Answer with the number alone.";
}
