using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace BenchHub.Dashboard.Tests.Browser;

/// <summary>A browser window, and what its pages complained of.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = [];

    public Window(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            // A refused request is part of what is tested; the browser prints it as an error too.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _complaints.Enqueue(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, and what the Content-Security-Policy refused.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Opens an address and waits until its data is there.</summary>
    public async Task<IPage> Go(string path)
    {
        await Page.GotoAsync(path);
        await Settle();
        return Page;
    }

    /// <summary>Waits until the heading is there and nothing is loading.</summary>
    public async Task Settle()
    {
        await Page.Locator("main h1").First.WaitForAsync();
        await Assertions.Expect(Page.Locator("main .loading")).ToHaveCountAsync(0, new() { Timeout = 15_000 });
    }

    /// <summary>Charts are drawn when they come into view.</summary>
    public async Task DrawCharts()
    {
        foreach (var chart in await Page.Locator(".chart-canvas").AllAsync())
        {
            await chart.ScrollIntoViewIfNeededAsync();
            await Assertions.Expect(chart.Locator("canvas")).ToHaveCountAsync(1);
        }

        await Page.EvaluateAsync("() => window.scrollTo(0, 0)");
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
