using BenchHub.Dashboard.Tests.Browser;
using Microsoft.Playwright;

namespace BenchHub.Dashboard.Tests.Pages;

/// <summary>Pictures for people to look at, into the folder that BENCHHUB_SCREENSHOTS names (scripts/screenshots).</summary>
public sealed class ScreenshotTests(Chromium chromium, DemoHub demo)
{
    [Fact]
    public async Task EveryPage_InBothThemesWideAndNarrow_IsPictured()
    {
        var folder = Environment.GetEnvironmentVariable("BENCHHUB_SCREENSHOTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "No pictures are asked for; scripts/screenshots does.");
        Directory.CreateDirectory(folder!);
        var language = Environment.GetEnvironmentVariable("BENCHHUB_SCREENSHOTS_LANGUAGE") ?? "en-US";
        var looks = from width in new[] { 1440, 390 } from isDark in new[] { false, true } select new Look(language, isDark, width);
        foreach (var look in looks)
        {
            await using var window = await chromium.Open(demo.Hub.Url, look);
            foreach (var path in PageList.Paths)
            {
                var page = await window.Go(PageList.Address(path, demo));

                // Charts are drawn when they come into view.
                foreach (var chart in await page.Locator(".chart-canvas").AllAsync())
                {
                    await chart.ScrollIntoViewIfNeededAsync();
                    await Assertions.Expect(chart.Locator("canvas")).ToHaveCountAsync(1);
                }

                await page.EvaluateAsync("() => window.scrollTo(0, 0)");
                var name = path == "/" ? "overview" : path.Trim('/').Replace('/', '-').Replace('?', '-').Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"{name}.{look.Width}.{(look.IsDark ? "dark" : "light")}.png"), FullPage = true });
            }
        }
    }
}
