using System.Net;
using BenchHub.Dashboard.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace BenchHub.Dashboard.Tests.Flows;

public sealed class UntrustedTextTests(Chromium chromium, DemoHub demo)
{
    [Theory]
    [InlineData("<img src=x onerror=window.isRun=true><script>window.isRun=true</script>")]
    [InlineData("مرحبا بالعالم")]
    [InlineData("🧪 👩🏽‍🔬 ﷽ e\u0301")]
    public async Task Name_OfAnyKind_IsShownAsText(string name)
    {
        var id = (string)(await demo.Api.Post("/api/v1/systems", new { name, url = demo.Rag.Url, description = name, tags = new[] { name }, healthEverySeconds = 0 })).Is(HttpStatusCode.Created)["id"]!;
        await using var window = await chromium.Open(demo.Hub.Url);
        try
        {
            foreach (var path in new[] { "/systems", $"/systems/{id}", "/jobs/new", "/" })
            {
                var page = await window.Go(path);
                if (path != "/")
                {
                    await Expect(page.GetByText(name).First).ToBeVisibleAsync();
                }

                Assert.Null(await page.EvaluateAsync<bool?>("() => window.isRun ?? null"));
            }

            Assert.Empty(window.Complaints);
        }
        finally
        {
            await demo.Api.Delete($"/api/v1/systems/{id}");
        }
    }
}
