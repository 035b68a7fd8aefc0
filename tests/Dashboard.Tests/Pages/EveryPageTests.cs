using BenchHub.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace BenchHub.Dashboard.Tests.Pages;

/// <summary>What holds for each page.</summary>
public sealed class EveryPageTests(Chromium chromium, DemoHub demo)
{
    public static TheoryData<string> Paths =>
        [.. PageList.Paths];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_InBothThemes_HasNoSeriousAxeFinding(string path)
    {
        foreach (var isDark in new[] { false, true })
        {
            await using var window = await chromium.Open(demo.Hub.Url, new(IsDark: isDark));
            var page = await window.Go(PageList.Address(path, demo));

            Assert.Empty(await Axe.SeriousFindings(page));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_OnAPhone_HasNoSeriousAxeFindingAndDoesNotScrollSideways(string path)
    {
        await using var window = await chromium.Open(demo.Hub.Url, new(Width: 390));
        var page = await window.Go(PageList.Address(path, demo));

        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
        Assert.Empty(await Axe.SeriousFindings(page));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_InEveryLanguage_ComplainsOfNothing(string path)
    {
        var headings = new HashSet<string>(StringComparer.Ordinal);
        foreach (var language in new[] { "en-US", "ko-KR", "ja-JP" })
        {
            await using var window = await chromium.Open(demo.Hub.Url, new(language));
            var page = await window.Go(PageList.Address(path, demo));

            Assert.Empty(window.Complaints);
            Assert.Equal(language[..2], await page.EvaluateAsync<string>("() => document.documentElement.lang"));
            headings.Add(await page.Locator("main").InnerTextAsync());
        }

        Assert.Equal(3, headings.Count);
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
}
