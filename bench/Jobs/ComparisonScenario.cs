using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using BenchHub.Api;
using BenchHub.Datasets;
using BenchHub.Silo;
using BenchHub.Storage.Datasets;
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
            results[s] = await StoredResult.Add(services, s, dataset.Value, content.Hash, Metric, scores, withItems: s < 2);
        }

        return (dataset.Value, results);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
