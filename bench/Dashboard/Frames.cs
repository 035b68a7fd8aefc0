using System.Text.Json;
using Microsoft.Playwright;

namespace BenchHub.Dashboard.Bench;

/// <summary>What the browser drew over some seconds: the time between frames, tasks of 50 ms or more, and the share of time that the page's thread was busy.</summary>
internal sealed record Frames(double Seconds, int Count, double P50, double P95, double Longest, int Over20, int LongTasks, double LongestTask, double Busy)
{
    private const string Measure =
        """
        seconds => new Promise(done => {
            const gaps = [], tasks = []
            const observer = new PerformanceObserver(list => tasks.push(...list.getEntries().map(task => task.duration)))
            observer.observe({ entryTypes: ['longtask'] })
            const began = performance.now()
            let before = began
            const next = now => {
                if (now > before) gaps.push(now - before)
                before = now
                if (now - began < seconds * 1000) return requestAnimationFrame(next)
                observer.disconnect()
                done({ gaps, tasks })
            }
            requestAnimationFrame(next)
        })
        """;

    public static async Task<Frames> Of(IPage page, int seconds)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable");
        var before = await TaskSeconds(session);
        var seen = await page.EvaluateAsync<JsonElement>(Measure, seconds);
        double[] gaps = [.. seen.GetProperty("gaps").EnumerateArray().Select(static gap => gap.GetDouble()).Order()];
        double[] tasks = [.. seen.GetProperty("tasks").EnumerateArray().Select(static task => task.GetDouble())];
        return new(
            gaps.Sum() / 1000, gaps.Length, gaps[gaps.Length / 2], gaps[(int)(gaps.Length * 0.95)], gaps[^1], gaps.Count(static gap => gap > 20), tasks.Length,
            tasks.Length == 0 ? 0 : tasks.Max(), (await TaskSeconds(session) - before) / seconds);
    }

    private static async Task<double> TaskSeconds(ICDPSession session) => (await session.SendAsync("Performance.getMetrics"))!.Value
        .GetProperty("metrics").EnumerateArray().Single(static metric => metric.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble();

    public void Print(string what, double updates) => Console.WriteLine(
        $"  {what,-26} {updates,5:0.0} updates/s   {Count / Seconds,5:0.0} frames/s   frame p50 {P50,5:0.0} ms, p95 {P95,5:0.0}, longest {Longest,5:0.0}; {Over20} of {Count} over 20 ms; long tasks {LongTasks} (longest {LongestTask:0} ms); busy {Busy:P0}");
}
