using BenchHub.Dashboard.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace BenchHub.Dashboard.Tests.Flows;

public sealed class HubRestartTests(Chromium chromium)
{
    [Fact]
    public async Task Page_WhileTheHubIsGone_SaysSoKeepsItsDataAndGoesOnByItself()
    {
        await using var hub = await ApiHub.Start();
        await using var rag = await FakeRag.Start();
        var api = new HubCaller(hub.Http);
        var before = await api.Register(rag, "before");
        await using var window = await chromium.Open(hub.Url);
        var page = await window.Go("/systems");
        await Expect(page.Locator(".live-state[data-state='live']")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => { window.isSamePage = true }");
        await hub.Stop();

        var banner = page.Locator(".away .notice");
        await Expect(banner).ToContainTextAsync("The hub has not answered since", new() { Timeout = 15_000 });
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(page.GetByText(before)).ToBeVisibleAsync();
        Assert.Empty(await Axe.SeriousFindings(page));

        var readAnew = page.WaitForResponseAsync(static response => response.Ok && new Uri(response.Url).AbsolutePath == "/api/v1/systems", new() { Timeout = 60_000 });
        await hub.Restart();
        await Expect(banner).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Expect(page.Locator(".live-state[data-state='live']")).ToBeVisibleAsync();
        await readAnew;
        await Expect(page.GetByText(before)).ToBeVisibleAsync();

        // What streams, streams again.
        await page.Locator(".bell > button").ClickAsync();
        await api.Run(new { name = "after", systems = new[] { before }, datasets = new[] { await api.UploadDataset() } });
        await Expect(page.Locator(".bell-list a[href^='/jobs/']")).ToHaveCountAsync(1, new() { Timeout = 15_000 });
        Assert.True(await page.EvaluateAsync<bool>("() => window.isSamePage"));
    }
}
