using BenchHub.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BenchHub.Dashboard.Tests.Flows;

public sealed class AbTestTests(Chromium chromium, DemoHub demo)
{
    [Fact]
    public async Task Page_OfTwoResultsThatDiffer_DrawsThePathAndTellsWhenItDecides()
    {
        var pair = await RecordedPair.Measure(demo.Api, Enumerable.Range(0, 60).Select(static i => (A: "right", B: $"wrong {i}", Target: "right")));
        await using var window = await chromium.Open(demo.Hub.Url);
        var page = await window.Go(pair.SideBySide);
        await page.GetByRole(AriaRole.Link, new() { Name = "As an A/B test" }).ClickAsync();

        var decidedAt = (int)(await demo.Api.Get($"/api/v1/analytics/ab?a={pair.ResultA}&b={pair.ResultB}&metric=exact_match"))["decidedAt"]!;
        Assert.InRange(decidedAt, 1, 59);
        await Expect(page.Locator(".verdict")).ToHaveTextAsync($"{pair.A} is better; {decidedAt} of 60 items were enough to know.");
        await window.DrawCharts();
        await Expect(page.Locator(".chart-canvas[role='img']")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("After 60 items the mean difference is \\+1\\.000"));
        Assert.Matches("Items looked at: [0-9]+\\n\\+1\\.000 \\[", await SomePoint(page));
        await page.GetByText("As a table").ClickAsync();
        await Expect(page.Locator(".chart tbody tr")).ToHaveCountAsync(60);

        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync());
        var rows = await File.ReadAllLinesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(61, rows.Count(static row => row.Length > 0));
        Assert.Empty(await Axe.SeriousFindings(page));
        Assert.Empty(window.Complaints);
    }

    [Theory]
    [InlineData("ko-KR", "판정할 수 없습니다")]
    [InlineData("ja-JP", "判定できません")]
    public async Task Page_OfTwoResultsThatAreAlike_SaysInEachLanguageThatItIsUndecided(string language, string said)
    {
        var pair = await RecordedPair.Measure(demo.Api, ("x", "x", "x"), ("y", "z", "y"), ("z", "y", "y"));
        await using var window = await chromium.Open(demo.Hub.Url, new(language));
        var page = await window.Go($"/comparisons/ab?a={pair.ResultA}&b={pair.ResultB}&metric=exact_match");

        await Expect(page.Locator(".verdict")).ToContainTextAsync(said);
    }

    /// <summary>What a point says under the pointer: of a mean of 1 all lie along the upper edge.</summary>
    private static async Task<string> SomePoint(IPage page)
    {
        await page.Locator(".chart-canvas").ScrollIntoViewIfNeededAsync();
        var (box, tip) = ((await page.Locator(".chart-canvas").BoundingBoxAsync())!, page.Locator(".chart-tip"));
        for (var y = 26; y < 40 && !await tip.IsVisibleAsync(); y += 2)
        {
            for (var x = 4; x < 120 && !await tip.IsVisibleAsync(); x += 2)
            {
                await page.Mouse.MoveAsync(box.X + box.Width - x, box.Y + y);
            }
        }

        return await tip.InnerTextAsync();
    }
}
