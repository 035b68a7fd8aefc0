using System.Text.Json.Nodes;
using BenchHub.Cluster.Bench;
using BenchHub.Jobs.Bench;
using Microsoft.Playwright;

namespace BenchHub.Dashboard.Bench;

/// <summary>
/// Pages while 50 updates arrive each second. The hub tells a job's state ten times a second at most and, as its tasks report, about
/// four times: each state is followed by more in between, with counts of their own.
/// </summary>
internal static class LiveScenario
{
    private const int Jobs = 5;
    private const int Seconds = 8;

    public static async Task Run(Browser browser)
    {
        using var service = await Served.Start("--service", "5");
        using var hub = await OwnHub.Start();
        using var api = new RemoteHub(hub.Url);
        var work = new List<Task>();
        var dataset = await api.Import("queries", 20_000);
        for (var i = 0; i < Jobs; i++)
        {
            var system = await api.Register($"system-{i}", service.Url);
            work.Add(api.Run([system], [dataset], concurrency: 1, parallelTasks: 1));
        }

        var started = new JsonArray();
        while (started.Count < Jobs)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
            started = (await api.Get("/api/v1/batch/jobs?status=running"))["items"]!.AsArray();
        }

        await Measure(browser, hub.Url, "/settings", ".live-state[data-state='live']", "a page at rest", copies: 0);
        await Measure(browser, hub.Url, "/", "[role=progressbar]", "overview, 5 jobs", copies: 2);
        await Measure(browser, hub.Url, $"/jobs/{started[0]!["id"]}", ".task", "live page of a job", copies: 14);
        _ = Task.WhenAll(work).ContinueWith(static ended => ended.Exception, TaskScheduler.Default);
    }

    private static async Task Measure(Browser browser, string hub, string path, string ready, string what, int copies)
    {
        var page = await browser.Open(hub);
        var updates = 0;
        await page.RouteWebSocketAsync("**/live**", socket =>
        {
            var server = socket.ConnectToServer();
            server.OnMessage(frame =>
            {
                var text = frame.Text ?? "";
                socket.Send(text);
                var items = text.Split('\u001e').Count(static message => message.Contains("\"type\":2", StringComparison.Ordinal));
                updates += items;
                if (items > 0 && copies > 0)
                {
                    _ = Repeat(socket, text, copies, () => updates++);
                }
            });
        });
        await page.GotoAsync(path);
        await page.Locator(ready).First.WaitForAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        var before = updates;
        var frames = await Frames.Of(page, Seconds);
        frames.Print(what, (updates - before) / frames.Seconds);
        await page.Context.CloseAsync();
    }

    private static async Task Repeat(IWebSocketRoute socket, string frame, int copies, Action sent)
    {
        foreach (var message in frame.Split('\u001e', StringSplitOptions.RemoveEmptyEntries).Select(static text => JsonNode.Parse(text)!))
        {
            if ((int?)message["type"] != 2 || message["item"]?["itemsDone"] is not { } done)
            {
                continue;
            }

            for (var copy = 1; copy <= copies; copy++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(15));
                message["item"]!["itemsDone"] = (int)done + copy;
                message["item"]!["tasks"]![0]!["done"] = (int)done + copy;
                socket.Send(message.ToJsonString() + '\u001e');
                sent();
            }
        }
    }
}
