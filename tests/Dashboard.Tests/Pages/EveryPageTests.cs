using BenchHub.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace BenchHub.Dashboard.Tests.Pages;

/// <summary>What holds for each page.</summary>
public sealed class EveryPageTests(Chromium chromium, DemoHub demo)
{
    public static TheoryData<string> Paths =>
        [.. PageList.Paths];

    /// <summary>Both themes, widths and two languages, without every combination of them: a page differs by each on its own.</summary>
    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_WideAndLightOrNarrowDarkAndKorean_IsWhole(string path)
    {
        var wide = await Look(path, new("en-US"));
        var narrow = await Look(path, new("ko-KR", IsDark: true, Width: 390));

        Assert.NotEqual(wide, narrow);
    }

    [Fact]
    public async Task Pages_InJapanese_AreWhole()
    {
        var english = await Look("/comparisons/{comparison}", new("en-US"));
        var japanese = await Look("/comparisons/{comparison}", new("ja-JP"));

        Assert.NotEqual(english, japanese);
    }

    [Fact]
    public async Task Pages_ByKeyboard_SkipToTheContentAndBack()
    {
        await using var window = await chromium.Open(demo.Hub.Url);
        var page = await window.Go("/systems");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        Assert.Equal("main", await page.EvaluateAsync<string>("() => document.activeElement.id"));

        // Rows are one stop of the keyboard; within them the arrows move.
        await page.Locator("tbody tr[tabindex='0']").FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.Locator("tbody tr").Last).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/systems/sys_*");
    }

    /// <returns>What stands on it.</returns>
    private async Task<string> Look(string path, Look look)
    {
        await using var window = await chromium.Open(demo.Hub.Url, look);
        var page = await window.Go(PageList.Address(path, demo));

        Assert.Equal(look.Language[..2], await page.EvaluateAsync<string>("() => document.documentElement.lang"));
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
        Assert.Empty(await Axe.SeriousFindings(page));
        Assert.Empty(window.Complaints);
        return await page.Locator("main").InnerTextAsync();
    }
}
