using System.Net;
using BenchHub.Dashboard.Tests.Browser;
using BenchHub.SampleRag;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

namespace BenchHub.Dashboard.Tests.Pages;

/// <summary>Pictures for people to look at, into the folder that BENCHHUB_SCREENSHOTS names (scripts/screenshots).</summary>
public sealed class ScreenshotTests(Chromium chromium, DemoHub demo)
{
    [Fact]
    public async Task EveryPage_InBothThemesWideAndNarrow_IsPictured()
    {
        var folder = Environment.GetEnvironmentVariable("BENCHHUB_SCREENSHOTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "No pictures are asked for; scripts/screenshots does.");
        Directory.CreateDirectory(folder!);
        var language = Environment.GetEnvironmentVariable("BENCHHUB_SCREENSHOTS_LANGUAGE") ?? "en-US";
        var looks = from width in new[] { 1440, 390 } from isDark in new[] { false, true } select new Look(language, isDark, width);
        foreach (var look in looks)
        {
            await using var window = await chromium.Open(demo.Hub.Url, look);
            foreach (var path in PageList.Paths)
            {
                var page = await Still(window, PageList.Address(path, demo));
                var name = path == "/" ? "overview" : path.Trim('/').Replace('/', '-').Replace('?', '-').Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
                await Picture(page, folder!, name, look);
            }
        }
    }

    /// <summary>What docs/images shows: one screen each.</summary>
    [Fact]
    public async Task Documentation_IsPictured()
    {
        var folder = Environment.GetEnvironmentVariable("BENCHHUB_SCREENSHOTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "No pictures are asked for; scripts/screenshots does.");
        Directory.CreateDirectory(folder!);
        var (wide, korean) = (new Look(), new Look("ko-KR", IsDark: true));
        foreach (var (name, path, look) in new[]
        {
            ("overview", "/", wide), ("comparison", "/comparisons/{comparison}", wide), ("leaderboard", "/leaderboard", wide),
            ("side-by-side", "/results/side-by-side?a={result}&b={other}", wide), ("korean", "/comparisons/{comparison}", korean),
        })
        {
            await using var window = await chromium.Open(demo.Hub.Url, look);
            var page = await Still(window, PageList.Address(path, demo));
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"docs-{name}.png") });
        }
    }

    /// <summary>Of services that take their time.</summary>
    [Fact]
    public async Task Job_WhileItRuns_IsPictured()
    {
        var folder = Environment.GetEnvironmentVariable("BENCHHUB_SCREENSHOTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "No pictures are asked for; scripts/screenshots does.");
        Assert.SkipWhen(demo.Cranfield is null, "The shared Cranfield collection is absent.");
        Directory.CreateDirectory(folder!);
        await using var hub = await ApiHub.Start();
        var api = new HubCaller(hub.Http);
        var services = new List<WebApplication>();
        var parts = new[] { ("corpus", "corpus.jsonl"), ("queries", "queries.jsonl"), ("qrels", "qrels/test.tsv") };
        (await api.Upload("/api/v1/datasets", null, [("name", "cranfield", null), ("format", "beir", null), .. parts.Select(part => (part.Item1, File.ReadAllText(Path.Combine(demo.Cranfield!, part.Item2)), (string?)Path.GetFileName(part.Item2)))])).Is(HttpStatusCode.Created);
        foreach (var (algorithm, latency) in new[] { ("bm25", 40), ("tfidf", 60), ("char-ngram", 90) })
        {
            var service = SampleRagServer.Build(new() { Algorithm = algorithm, Corpus = demo.Cranfield!, Latency = TimeSpan.FromMilliseconds(latency) });
            services.Add(service);
            await service.StartAsync(TestContext.Current.CancellationToken);
            (await api.Post("/api/v1/systems", new { name = algorithm, url = service.Urls.First() })).Is(HttpStatusCode.Created);
        }

        var job = (await api.Post("/api/v1/batch/jobs", new { name = "nightly", systems = new[] { "bm25", "tfidf", "char-ngram" }, datasets = new[] { "cranfield" }, concurrency = 2 })).Is(HttpStatusCode.Accepted);
        await using var window = await chromium.Open(hub.Url);
        var page = await window.Go($"/jobs/{job["id"]}");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('[role=progressbar]').length > 0 && Number(document.querySelector('[role=progressbar]').getAttribute('aria-valuenow')) >= 45");
        await Picture(page, folder!, "jobs-live", new());
        foreach (var service in services)
        {
            await service.DisposeAsync();
        }
    }

    /// <summary>A page that shows one thing after the other has nothing loading in between.</summary>
    private static async Task<IPage> Still(Window window, string address)
    {
        var page = await window.Go(address);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await window.Settle();
        await window.DrawCharts();
        return page;
    }

    private static async Task Picture(IPage page, string folder, string name, Look look) =>
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.{look.Width}.{(look.IsDark ? "dark" : "light")}.png"), FullPage = true });
}
