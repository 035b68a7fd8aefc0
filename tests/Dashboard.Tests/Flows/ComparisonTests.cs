using System.Text.Json.Nodes;
using BenchHub.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BenchHub.Dashboard.Tests.Flows;

/// <summary>What a newcomer does, in Korean: which system is best, how sure is that, where does it fail.</summary>
public sealed class ComparisonTests(Chromium chromium, DemoHub demo)
{
    [Fact]
    public async Task Compare_InKorean_SaysWhoIsBestWithPValuesAndGivesTheReport()
    {
        Assert.SkipWhen(demo.ComparisonId.Length == 0, "The shared Cranfield collection is absent: there is one system only.");
        await using var window = await chromium.Open(demo.Hub.Url, new("ko-KR"));
        var page = await window.Go("/comparisons/new");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "cranfield" }).CheckAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "bm25" })).ToBeCheckedAsync();
        await page.GetByLabel("이름").FillAsync("밤마다 비교");
        await page.GetByRole(AriaRole.Button, new() { Name = "비교하기" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "밤마다 비교" })).ToBeVisibleAsync();
        await Expect(page.Locator(".verdict")).ToContainTextAsync("ndcg@10");
        await Expect(page.Locator(".verdict")).ToContainTextAsync("p\u00a0");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "쌍별 비교" }).Locator("tbody tr")).ToHaveCountAsync(3);

        var report = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "비교를 JSON 파일로 다운로드" }).ClickAsync());
        Assert.Equal("밤마다-비교.json", report.SuggestedFilename);
        Assert.NotNull(JsonNode.Parse(await File.ReadAllTextAsync(await report.PathAsync(), TestContext.Current.CancellationToken)));
        await AllForms(page);
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task SideBySide_OfTwoResults_BeginsWithTheItemThatDiffersMost()
    {
        Assert.SkipWhen(demo.ComparisonId.Length == 0, "The shared Cranfield collection is absent: there is one system only.");
        await using var window = await chromium.Open(demo.Hub.Url, new("ko-KR"));
        var page = await window.Go($"/comparisons/{demo.ComparisonId}");
        await page.Locator(".verdict a", new() { HasText = "다른 항목" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/results/side-by-side\\?a=res_.*&b=res_.*&metric=ndcg%4010"), new() { Timeout = 15_000 });

        var differences = page.Locator("section.panel .panel-head strong");
        await Expect(differences.First).ToBeVisibleAsync();
        double[] sizes = [.. (await differences.AllInnerTextsAsync()).Select(static text => Math.Abs(double.Parse(text.Replace('−', '-'), System.Globalization.CultureInfo.InvariantCulture)))];
        Assert.True(sizes.Length > 1);
        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.True(sizes[0] > 0);
    }

    [Fact]
    public async Task Items_FilteredByALink_ShowTheLowestFirst()
    {
        await using var window = await chromium.Open(demo.Hub.Url);
        var page = await window.Go($"/results/{demo.ResultIds[0]}?metric=ndcg%4010&sort=-ndcg%4010&max=0.5");

        var first = await page.Locator("tbody tr[data-index='0'] td:nth-child(4)").InnerTextAsync();
        Assert.InRange(double.Parse(first, System.Globalization.CultureInfo.InvariantCulture), 0, 0.5);
        await page.GetByLabel("Show").SelectOptionAsync("lowest");
        await page.WaitForURLAsync("**only=lowest**");
        await Expect(page.Locator("tbody tr[data-index='0'] td:nth-child(4)")).ToHaveTextAsync("0.000");
    }

    private static async Task AllForms(IPage page)
    {
        foreach (var (button, extension, beginning) in new[] { ("CSV", "csv", ""), ("PDF", "pdf", "%PDF-"), ("Markdown", "md", "# "), ("LaTeX", "tex", ""), ("JUnit", "xml", "<?xml") })
        {
            var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = $"비교를 {button}" }).ClickAsync());
            Assert.EndsWith($".{extension}", file.SuggestedFilename, StringComparison.Ordinal);
            Assert.StartsWith(beginning, System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(await file.PathAsync())).TrimStart('\ufeff'), StringComparison.Ordinal);
        }
    }
}
