using System.Text.RegularExpressions;
using BenchHub.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BenchHub.Dashboard.Tests.Flows;

public sealed class HugeOutputsTests(Chromium chromium, DemoHub demo)
{
    private const int Letters = 10_000_000;

    [Fact]
    public async Task SideBySide_OfTwoOutputsOfTenMegabytes_IsCutAndLeadsToTheWhole()
    {
        var pair = await RecordedPair.Measure(demo.Api, (Text('a'), Text('b'), "short"));
        await using var window = await chromium.Open(demo.Hub.Url);
        var page = await window.Go(pair.SideBySide);

        await Expect(page.Locator(".sides pre")).ToHaveCountAsync(2);
        Assert.InRange(await page.EvaluateAsync<int>("() => document.body.innerText.length"), 1_000, 50_000);
        var whole = page.GetByRole(AriaRole.Link, new() { Name = "See the whole answer (10,000,000 letters)" });
        await Expect(whole).ToHaveCountAsync(2);

        // The page answers to what one does.
        await page.GetByLabel("Order").SelectOptionAsync("difference");
        await Expect(page).ToHaveURLAsync(new Regex("^(?!.*order=)"));
        await whole.First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/results/{pair.ResultA}/items/0$"), new() { Timeout = 15_000 });
        var answer = page.GetByRole(AriaRole.Region, new() { Name = "Answer", Exact = true }).Locator(".long-text").First;
        await answer.GetByRole(AriaRole.Button, new() { Name = "Show more" }).ClickAsync();
        Assert.Equal(200_000, await answer.Locator("pre").EvaluateAsync<int>("text => text.textContent.length"));

        var file = await page.RunAndWaitForDownloadAsync(() => answer.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());
        Assert.Equal(Letters, new FileInfo(await file.PathAsync()).Length);
        Assert.Empty(window.Complaints);
    }

    private static string Text(char letter) => string.Concat(Enumerable.Repeat($"{letter}{letter}{letter} words\n", Letters / 10));
}
