using BenchHub.Api.Dashboard;
using BenchHub.Dashboard.Tests.Browser;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace BenchHub.Dashboard.Tests.Browser;

/// <summary>Debian's Chromium, without a window, for all tests. Where it or the pages are missing, the tests skip and say so.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string? Program => new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser" }.FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Program is not null && DashboardFiles.Exist)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"] });
        }
    }

    /// <summary>A window of its own, with nothing remembered from others.</summary>
    public async Task<Window> Open(Uri hub, Look? look = null)
    {
        Assert.SkipWhen(Program is null, "No Chromium: scripts/test-tools installs it, or $CHROMIUM names one.");
        Assert.SkipUnless(DashboardFiles.Exist, "The dashboard was not built into this project's output: Node.js or its packages were missing.");
        look ??= new();
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = hub.AbsoluteUri,
            Locale = look.Language,
            ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = look.Width, Height = look.Width < 600 ? 844 : 900 },
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(15_000);
        return new(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
    }
}

/// <summary>How a window looks.</summary>
public sealed record Look(string Language = "en-US", bool IsDark = false, int Width = 1440);
