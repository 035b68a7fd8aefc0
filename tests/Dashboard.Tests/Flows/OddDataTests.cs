using System.Net;
using System.Text.RegularExpressions;
using BenchHub.Dashboard.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace BenchHub.Dashboard.Tests.Flows;

public sealed class OddDataTests(Chromium chromium, DemoHub demo)
{
    [Fact]
    public async Task Range_WithNothing_IsSaidOnTrendsAndCosts()
    {
        await using var window = await chromium.Open(demo.Hub.Url);
        var trends = await window.Go("/trends?from=2001-01-01&to=2001-02-01");
        await Expect(trends.Locator("main")).ToContainTextAsync("There are no results in this range of dates.");
        var costs = await window.Go("/costs?from=2001-01-01&to=2001-02-01");
        await Expect(costs.Locator("main .empty")).ToBeVisibleAsync();
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Result_WhoseDatasetWasDeleted_KeepsItsNumbersAndAnswers()
    {
        var pair = await RecordedPair.Measure(demo.Api, ("kept answer", "other", "kept answer"), ("x", "y", "y"));
        (await demo.Api.Delete($"/api/v1/datasets/{pair.Dataset}")).Is(HttpStatusCode.OK);
        await using var window = await chromium.Open(demo.Hub.Url);

        foreach (var path in new[] { $"/results/{pair.ResultA}", $"/results/{pair.ResultA}/numbers", $"/results/{pair.ResultA}/items/0", pair.SideBySide })
        {
            var page = await window.Go(path);
            await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToHaveCountAsync(0);
            await Expect(page.Locator("main")).ToContainTextAsync(path.EndsWith("numbers", StringComparison.Ordinal) ? "0.500" : "kept answer");
        }
        Assert.Empty(window.Complaints);
    }

    [Theory]
    [InlineData("<img src=x onerror=window.isRun=true><script>window.isRun=true</script>")]
    [InlineData("مرحبا <b>بالعالم</b>")]
    [InlineData("🧪 👩🏽‍🔬 ﷽ e\u0301")]
    public async Task Output_OfAnyKind_IsShownAsTextInItsDirection(string text)
    {
        var pair = await RecordedPair.Measure(demo.Api, (text, "other", text));
        await using var window = await chromium.Open(demo.Hub.Url);
        foreach (var path in new[] { $"/results/{pair.ResultA}/items/0", pair.SideBySide })
        {
            var page = await window.Go(path);
            var shown = page.Locator("pre").Filter(new() { HasTextRegex = new($"^{Regex.Escape(text)}$") }).First;
            await Expect(shown).ToHaveTextAsync(text);
            Assert.Equal(text.StartsWith('م') ? "rtl" : "ltr", await shown.EvaluateAsync<string>("text => getComputedStyle(text).direction"));
            Assert.Null(await page.EvaluateAsync<bool?>("() => window.isRun ?? null"));
        }

        Assert.Empty(window.Complaints);
    }
}
