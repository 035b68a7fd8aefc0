using System.Net;
using BenchHub.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BenchHub.Dashboard.Tests.Flows;

public sealed class EditSystemTests(Chromium chromium, DemoHub demo)
{
    [Fact]
    public async Task Edit_WhatTheChecksRefuse_IsSaidAndNothingIsKept()
    {
        var (id, _) = await Register();
        await using var window = await chromium.Open(demo.Hub.Url);
        var page = await window.Go($"/systems/{id}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        var closed = $"http://127.0.0.1:{ApiHub.FreePort()}";
        await page.GetByLabel("Address").FillAsync(closed);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check and save" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The change was not kept" })).ToBeVisibleAsync();
        await Expect(page.Locator(".findings li[data-passed='false']").First).ToContainTextAsync("refused");
        await Expect(page.GetByLabel("Address")).ToHaveValueAsync(closed);
        Assert.Equal((demo.Rag.Url, 1), ((string?)(await demo.Api.Get($"/api/v1/systems/{id}"))["url"], (int)(await demo.Api.Get($"/api/v1/systems/{id}"))["revision"]!));
    }

    [Fact]
    public async Task Edit_Limits_KeepsWhatTheFormDoesNotShow()
    {
        var (id, name) = await Register();
        await using var window = await chromium.Open(demo.Hub.Url);
        var page = await window.Go($"/systems/{id}/edit");
        await Expect(page.GetByLabel("Name")).ToHaveValueAsync(name);
        await page.GetByLabel("Description").FillAsync("slower now");
        await page.GetByText("Limits", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Calls at once").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check and save" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/systems/{id}$"), new() { Timeout = 15_000 });
        await Expect(page.Locator("main")).ToContainTextAsync("slower now");
        var system = (await demo.Api.Get($"/api/v1/systems/{id}")).Is(HttpStatusCode.OK);
        Assert.Equal((3, 7, "/health", "X-Team"), ((int)system["limits"]["concurrency"]!, (int)system["topK"], (string)system["healthPath"]!, (string)system["secretHeaders"][0]!));
        Assert.Equal(5, (int)system["limits"]["mostDollars"]!);
        Assert.Empty(window.Complaints);
    }

    private async Task<(string Id, string Name)> Register()
    {
        var name = Scenes.Unique("edited");
        var body = new { name, url = demo.Rag.Url, topK = 7, healthEverySeconds = 0, secretHeaders = new Dictionary<string, string> { ["X-Team"] = "search" }, limits = new { mostDollars = 5 } };
        return ((string)(await demo.Api.Post("/api/v1/systems", body)).Is(HttpStatusCode.Created)["id"]!, name);
    }
}
