using System.Collections.Concurrent;
using System.Net.Http.Headers;
using BenchHub.Dashboard.Tests.Browser;
using BenchHub.Dashboard.Tests.Pages;

namespace BenchHub.Dashboard.Tests.Serving;

public sealed class ScriptSizeTests(Chromium chromium, DemoHub demo)
{
    /// <summary>Bytes of JavaScript, gzipped, until a page and all its charts are drawn in a browser that has seen nothing yet.</summary>
    private const int Most = 350_000;

    public static TheoryData<string> Paths => [.. PageList.Paths];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_WithItsCharts_LoadsLessThanTheBar(string path)
    {
        await using var window = await chromium.Open(demo.Hub.Url);
        var scripts = new ConcurrentDictionary<string, bool>();
        window.Page.Request += (_, request) => scripts.TryAdd(new Uri(request.Url).AbsolutePath, true);
        await window.Go(PageList.Address(path, demo));
        await window.DrawCharts();

        var sizes = new List<(string Path, int Bytes)>();
        foreach (var script in scripts.Keys.Where(static path => path.EndsWith(".js", StringComparison.Ordinal)))
        {
            sizes.Add((script, await Gzipped(script)));
        }

        var total = sizes.Sum(static size => size.Bytes);
        TestContext.Current.TestOutputHelper?.WriteLine($"{path}: {total:N0} bytes in {sizes.Count} scripts");
        Assert.True(total is > 100_000 and < Most, $"{path} loads {total:N0} bytes: {string.Join(", ", sizes.OrderByDescending(static size => size.Bytes).Take(8))}");
    }

    private async Task<int> Gzipped(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var response = await demo.Hub.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
    }
}
