using BenchHub.Dashboard.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace BenchHub.Dashboard.Tests.Flows;

public sealed class EmptyHubTests(Chromium chromium)
{
    [Fact]
    public async Task Pages_OfANewHub_TeachWhatFillsThem()
    {
        await using var hub = await ApiHub.Start();
        await using var window = await chromium.Open(hub.Url);
        foreach (var (path, command) in new[] { ("/", "benchhub quickstart"), ("/systems", "benchhub systems add"), ("/datasets", "benchhub datasets import"), ("/jobs", "benchhub run") })
        {
            var page = await window.Go(path);

            await Expect(page.Locator(".command code")).ToContainTextAsync(command);
            Assert.Empty(await Axe.SeriousFindings(page));
        }
    }

    [Fact]
    public async Task Page_WhenTheHubIsGone_SaysSoAndKeepsWhatItShowed()
    {
        await using var hub = await ApiHub.Start();
        await using var window = await chromium.Open(hub.Url);
        var page = await window.Go("/");
        await Expect(page.Locator(".live-state[data-state='live']")).ToBeVisibleAsync();
        await hub.Stop();

        await Expect(page.Locator(".live-state[data-state='away']")).ToBeVisibleAsync();
        await Expect(page.Locator("h2").First).ToBeVisibleAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Datasets", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("the hub is away");
    }
}
