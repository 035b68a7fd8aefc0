using System.Net;
using BenchHub.Dashboard.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace BenchHub.Dashboard.Tests.Flows;

public sealed class OverviewTests(Chromium chromium, DemoHub demo)
{
    [Fact]
    public async Task Overview_WhileOpen_ShowsAnAlertAsItFires()
    {
        await using var rag = await FakeRag.Start();
        var system = await demo.Api.Register(rag);
        var dataset = await demo.Api.UploadDataset();
        await using var window = await chromium.Open(demo.Hub.Url);
        var page = await window.Go("/");
        await Expect(page.GetByText($"{system} on {dataset}")).ToHaveCountAsync(0);

        // No value reaches 2: the rule fires with the first result.
        (await demo.Api.Post("/api/v1/monitoring/rules", new { name = $"rule-{system}", metric = "ndcg@10", min = 2, systems = new[] { system } })).Is(HttpStatusCode.Created);
        await demo.Api.Run(new { name = "watched", systems = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "ndcg@10" } });

        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Region, new() { Name = "What needs attention" })).ToContainTextAsync($"{system} on {dataset}");
    }
}
