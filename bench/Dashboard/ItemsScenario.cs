using BenchHub.Cluster.Bench;
using BenchHub.Jobs.Bench;
using Microsoft.Playwright;

namespace BenchHub.Dashboard.Bench;

/// <summary>A result of 50,000 items: opened, filtered by a word and by a score.</summary>
internal static class ItemsScenario
{
    private const int Items = 50_000;
    private const int Times = 5;

    /// <summary>From what a person does to the frame that shows it.</summary>
    private const string TypeAndWait =
        """
        async ([selector, value]) => {
            const field = document.querySelector(selector)
            const count = () => document.querySelector('.table-tools .count').textContent
            const before = count()
            const began = performance.now()
            Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, value)
            field.dispatchEvent(new Event('input', { bubbles: true }))
            while (count() === before) await new Promise(frame => requestAnimationFrame(frame))
            return performance.now() - began
        }
        """;

    public static async Task Run(Browser browser)
    {
        using var service = await Served.Start("--service", "0");
        using var hub = await OwnHub.Start();
        using var api = new RemoteHub(hub.Url);
        var job = await api.Run([await api.Register("system", service.Url)], [await api.Import("queries", Items)], concurrency: 32, parallelTasks: 1);
        var result = (string)job["tasks"]![0]!["resultId"]!;
        var (opened, byWord, byScore) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Times; i++)
        {
            var page = await browser.Open(hub.Url);
            await page.GotoAsync("/results");
            await page.Locator("main tbody tr").First.WaitForAsync();
            opened.Add(await page.EvaluateAsync<double>(
                """
                async path => {
                    const began = performance.now()
                    document.querySelector(`main a[href^="${path}"]`).click()
                    while (document.querySelector('[aria-rowcount="50001"] tbody tr[data-index="0"]') === null) await new Promise(frame => requestAnimationFrame(frame))
                    return performance.now() - began
                }
                """,
                $"/results/{result}"));
            await page.GetByText("query number 0", new() { Exact = true }).WaitForAsync();
            byWord.Add(await Filter(page, ".table-tools input[type=search]", "number 4999"));
            await page.Locator(".table-tools input[type=search]").FillAsync("");
            await Assertions.Expect(page.Locator(".table-tools .count")).ToContainTextAsync("50,000");
            byScore.Add(await Filter(page, ".table-tools input.limit", "0.9"));
            await page.Context.CloseAsync();
        }

        Print("opened, from the click to its rows", opened, 1000);
        Print("filtered by a word", byWord, 100);
        Print("filtered by a score", byScore, 100);
    }

    private static Task<double> Filter(IPage page, string field, string value) => page.EvaluateAsync<double>(TypeAndWait, new[] { field, value });

    private static void Print(string what, List<double> times, int bar) =>
        Console.WriteLine($"  {Items:N0} items {what,-36} {times.Order().ElementAt(Times / 2),6:0} ms (slowest {times.Max():0})   bar {bar:N0}");
}
