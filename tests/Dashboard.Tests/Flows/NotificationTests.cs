using BenchHub.Dashboard.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace BenchHub.Dashboard.Tests.Flows;

public sealed class NotificationTests(Chromium chromium, DemoHub demo)
{
    [Fact]
    public async Task Bell_WhenAJobEnds_SaysSoOnAnyPageWithoutAsking()
    {
        var (system, dataset) = (await demo.Api.Register(demo.Rag), await demo.Api.UploadDataset());
        await using var window = await chromium.Open(demo.Hub.Url);
        var page = await window.Go("/settings");
        await Expect(page.Locator(".live-state[data-state='live']")).ToBeVisibleAsync();
        await page.Locator(".bell > button").ClickAsync();
        await Expect(page.Locator(".bell-list")).ToBeVisibleAsync();
        var asked = 0;
        page.Request += (_, request) => asked += request.Url.Contains("/notifications", StringComparison.Ordinal) ? 1 : 0;

        var job = await demo.Api.Run(new { name = $"told-{system}", systems = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "ndcg@10" } });

        await Expect(page.Locator(".bell-list li").Filter(new() { HasText = $"told-{system}" })).ToHaveCountAsync(1);
        Assert.Equal(0, asked);
        await page.Locator(".bell-list a").Filter(new() { HasText = $"told-{system}" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/jobs/{job["id"]}$"), new() { Timeout = 15_000 });
    }
}
