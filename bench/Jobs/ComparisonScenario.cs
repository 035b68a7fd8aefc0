using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using BenchHub.Api;
using BenchHub.Datasets;
using BenchHub.Evaluation.Metrics;
using BenchHub.Silo;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BenchHub.Jobs.Bench;

/// <summary>Stored comparisons, and two results side by side, asked over HTTP of a hub that has the scores.</summary>
internal static class ComparisonScenario
{
    private const string Metric = "ndcg@10";

    private static readonly string[] Tests = ["randomization", "ttest"];

    public static async Task Run(int systems, int items)
    {
        var folder = Directory.CreateTempSubdirectory("benchhub-bench-");
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddConsole();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["BenchHub:DataFolder"] = folder.FullName,
            ["BenchHub:SiloPort"] = $"{FreePort()}",
            ["BenchHub:GatewayPort"] = $"{FreePort()}",
        });
        builder.AddBenchHubSilo();
        builder.AddBenchHubApi(ApiEndpoints.Parse("http://127.0.0.1:0"));
        await using var app = builder.Build();
        app.MapBenchHubApi();
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = app.Services.GetRequiredService<BoundEndpoints>().HttpUrl, Timeout = TimeSpan.FromMinutes(5) };
        var (dataset, results) = await Store(app.Services, systems, items);

        await Compare(resamples: 1_000);
        await Compare(resamples: 10_000);

        await Time("items side by side, the first 50 that differ", 4, () => http.GetAsync($"/api/v1/comparisons/items?a={results[0]}&b={results[1]}&metric={Metric}"));
        await Time("leaderboard over datasets", 4, () => http.GetAsync($"/api/v1/leaderboards?metric={Metric}"));
        await app.StopAsync();
        folder.Delete(recursive: true);

        Task Compare(int resamples) => Time($"{systems * (systems - 1) / 2:N0} pairs, t and randomization, {resamples:N0} resamples", 4, () => http.PostAsJsonAsync(
            "/api/v1/comparisons", new { datasets = new[] { dataset }, metrics = new[] { Metric }, tests = Tests, resamples }));
    }

    private static async Task Time(string what, int times, Func<Task<HttpResponseMessage>> ask)
    {
        for (var time = 0; time < times; time++)
        {
            var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            using var answer = await ask();
            var bytes = (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length;
            Console.WriteLine($"  {what,-64} {clock.Elapsed.TotalMilliseconds,8:0} ms  {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds,8:0} ms of processor time  {bytes / 1e3,8:0} kB");
        }
    }

    private static async Task<(string Dataset, string[] Results)> Store(IServiceProvider services, int systems, int items)
    {
        await using var draft = await services.GetRequiredService<DatasetContents>().Begin();
        await draft.AddItems([.. Enumerable.Range(0, items).Select(static i => ($"q{i}", $"query number {i}", (IReadOnlyList<Judgement>)[new("d1", 1)]))]);
        var content = await draft.Seal();
        var dataset = DatasetId.New(TimeProvider.System.GetUtcNow());
        await services.GetRequiredService<IGrainFactory>().Dataset(dataset).AddVersion(new("bench", "", "bench", content.Hash, content.Items, content.Documents, content.Judgements));
        var random = new Random(2);
        var results = new string[systems];
        for (var s = 0; s < systems; s++)
        {
            double[] scores = [.. Enumerable.Range(0, items).Select(_ => Math.Min(1, random.NextDouble() + (s / 1_000.0)))];
            results[s] = await Store(services, s, dataset.Value, content.Hash, scores, withItems: s < 2);
        }

        return (dataset.Value, results);
    }

    private static async Task<string> Store(IServiceProvider services, int number, string dataset, string hash, double[] scores, bool withItems)
    {
        var (now, items, ledger) = (TimeProvider.System.GetUtcNow(), scores.Length, services.GetRequiredService<TaskLedger>());
        var (job, result, system) = (JobId.New(now).Value, ResultId.New(now).Value, $"system {number:000}");
        await services.GetRequiredService<JobCatalog>().Create(
            new(job, "bench", "completed", "{}", null, now, now, now),
            [new(job, 0, result, $"sys_{number}", system, 1, dataset, "bench", 1, hash, items, "pending", 0, 0, 0, null, null, null)]);
        var epoch = (await ledger.Begin(job, 0, now))!.Value;
        for (var (chunk, first) = (0, 0); withItems && first < items; chunk++, first += 256)
        {
            await ledger.Append(job, 0, epoch, result, chunk, [.. Enumerable.Range(first, Math.Min(256, items - first)).Select(i => new ItemOutcome(
                i, $"q{i}", [.. Enumerable.Range(0, 10).Select(static d => new AnswerDocument($"d{d}", 1.0 / (d + 1)))], [scores[i]], null, 12.5, 1))]);
        }

        await ledger.Complete(
            job, 0, epoch,
            new(result, job, 0, $"sys_{number}", system, 1, dataset, "bench", 1, hash, items, 0, now, now, """{"concurrency":1,"attempts":1}"""),
            [new(Metric, scores.Average(), 0, 1, items, 0, 0, Signature.Of(MetricCatalog.Resolve(Metric)).ToString(), scores)],
            now);
        return result;
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
