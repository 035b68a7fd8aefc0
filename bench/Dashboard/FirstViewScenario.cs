using BenchHub.Cluster.Bench;
using BenchHub.Jobs.Bench;

namespace BenchHub.Dashboard.Bench;

/// <summary>From the address to the first content and to the page's data, with an empty cache; the bar is 1 s.</summary>
internal static class FirstViewScenario
{
    private const int Times = 7;

    public static async Task Run(Browser browser)
    {
        using var service = await Served.Start("--service", "0");
        using var hub = await OwnHub.Start();
        using var api = new RemoteHub(hub.Url);
        var job = await api.Run([await api.Register("system", service.Url)], [await api.Import("queries", 500)], concurrency: 8, parallelTasks: 1);
        foreach (var (path, ready) in new[] { ("/", "main .panel"), ($"/jobs/{job["id"]}", "main .task"), ("/leaderboard", "main h2"), ("/systems", "main tbody tr") })
        {
            var (first, whole) = (new List<double>(), new List<double>());
            for (var i = 0; i < Times; i++)
            {
                var page = await browser.Open(hub.Url);
                await page.GotoAsync(path);
                await page.Locator(ready).First.WaitForAsync();
                whole.Add(await page.EvaluateAsync<double>("() => performance.now()"));
                first.Add(await page.EvaluateAsync<double>(
                    "() => new Promise(done => new PerformanceObserver(list => done(list.getEntriesByName('first-contentful-paint')[0].startTime)).observe({ type: 'paint', buffered: true }))"));
                await page.Context.CloseAsync();
            }

            Console.WriteLine($"  {(path.StartsWith("/jobs", StringComparison.Ordinal) ? "/jobs/…" : path),-14} first content {Median(first),5:0} ms (slowest {first.Max():0}); its data {Median(whole),5:0} ms (slowest {whole.Max():0})   bar 1,000");
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Times / 2);
}
