using BenchHub.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BenchHub.Dashboard.Tests.Flows;

public sealed class ApiKeyTests(Chromium chromium)
{
    [Fact]
    public async Task Page_OfAHubWithAKey_AsksForItAndThenShowsWhatWasAskedFor()
    {
        await using var hub = await ApiHub.Start(settings: ("BenchHub:ApiKey", "opensesame"));
        await using var window = await chromium.Open(hub.Url);
        await window.Page.GotoAsync("/datasets");
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "This hub needs its API key" })).ToBeVisibleAsync();

        await window.Page.GetByLabel("API key").FillAsync("wrong");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Use the key" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "This hub needs its API key" })).ToBeVisibleAsync();

        await window.Page.GetByLabel("API key").FillAsync("opensesame");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Use the key" }).ClickAsync();
        await Expect(window.Page.GetByText("No dataset yet")).ToBeVisibleAsync();

        // The live connection has the key too.
        await window.Page.GotoAsync("/");
        await Expect(window.Page.Locator(".live-state[data-state='live']")).ToBeVisibleAsync();
        Assert.DoesNotContain("opensesame", window.Page.Url, StringComparison.Ordinal);
    }
}
