using System.Net;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Comparisons;

public sealed class ComparedItemsTests(HubFixture fixture)
{
    private const string Path = "/api/v1/comparisons/items";

    private readonly HubCaller _api = fixture.Api;

    // The good one has 1, 1/2 and 1/4 of q1, q2 and q3 by mrr, the poor one 0, 1 and 0.
    [Fact]
    public async Task Items_OfTwoServices_TheLargestDifferenceFirst()
    {
        var (a, b, _) = await Measure();

        var page = (await _api.Get($"{Path}?a={a}&b={b}&metric=mrr")).Is(HttpStatusCode.OK);

        Assert.Equal([("q1", 1.0), ("q2", -0.5), ("q3", 0.25)], page["items"].AsArray().Select(static item => ((string)item!["itemId"]!, (double)item["difference"]!)));
        var first = page["items"][0]!;
        Assert.Equal(("one #1", "d1 (2)", 1.0, 0.0), ((string?)first["input"], (string?)first["expected"], (double)first["a"]!["score"]!, (double)first["b"]!["score"]!));
        Assert.Equal(["d1", "d2", "d3", "d4"], first["a"]!["documents"]!.AsArray().Select(static document => (string?)document!["id"]));
        Assert.Equal($"/api/v1/results/{a}/items/{first["index"]}", (string?)first["a"]!["whole"]);
        Assert.True((double)first["a"]!["latencyMilliseconds"]! >= 0);
        Assert.Equal(("mrr", 3), ((string?)page["metric"], (int)page["total"]));
    }

    [Theory]
    [InlineData("order=index", "q1 q2 q3")]
    [InlineData("filter=aWins", "q1 q3")]
    [InlineData("filter=bWins", "q2")]
    [InlineData("filter=differs&order=index&limit=2", "q1 q2")]
    [InlineData("filter=errors", "q2")]
    [InlineData("limit=1&cursor=1", "q2")]
    [InlineData("offset=2", "q3")]
    [InlineData("cursor=99", "")]
    public async Task Items_OrderedFilteredAndPaged(string query, string expected)
    {
        var (a, b, c) = await Measure();
        var other = query.Contains("errors", StringComparison.Ordinal) ? c : b;

        var page = (await _api.Get($"{Path}?a={a}&b={other}&metric=mrr&{query}")).Is(HttpStatusCode.OK);

        Assert.Equal(expected, string.Join(' ', page["items"].AsArray().Select(static item => (string?)item!["itemId"])));
    }

    [Fact]
    public async Task Items_ADatasetDeletedSince_AndCsv()
    {
        var (a, b, _) = await Measure();
        var csv = (await _api.Get($"{Path}?a={a}&b={b}&format=csv")).Is(HttpStatusCode.OK);

        Assert.StartsWith("index,itemId,a,b,difference,", csv.Text, StringComparison.Ordinal);
        Assert.Equal(4, csv.Text.TrimEnd().Split("\r\n").Length);
    }

    [Fact]
    public async Task Items_WhatCannotBe_IsRefused()
    {
        var (a, b, _) = await Measure();
        var (elsewhere, _, _) = await Measure();

        Assert.Equal("b", (string?)(await _api.Get($"{Path}?a={a}")).Is(HttpStatusCode.BadRequest)["field"]);
        (await _api.Get($"{Path}?a={a}&b=res_none")).Is(HttpStatusCode.NotFound);
        Assert.Contains("both have mrr", (await _api.Get($"{Path}?a={a}&b={b}&metric=ndcg@3")).Is(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Contains("no item in common", (await _api.Get($"{Path}?a={a}&b={elsewhere}&metric=mrr")).Is(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Contains("aWins", (await _api.Get($"{Path}?a={a}&b={b}&filter=mine")).Is(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
        (await _api.Get($"{Path}?a={a}&b={b}&cursor=x")).Is(HttpStatusCode.BadRequest);
    }

    private async Task<(string A, string B, string Failing)> Measure()
    {
        await using var poor = await FakeRag.Start(isOpen: true, "d3");
        await using var failing = await FakeRag.Start();
        failing.Broken["two #2"] = true;
        var dataset = Scenes.Unique("dataset");
        (await _api.Upload("/api/v1/datasets", null, Scenes.Parts(dataset, corpus: Scenes.Corpus.Replace("\"first\"", $"\"{dataset}\"", StringComparison.Ordinal)))).Is(HttpStatusCode.Created);
        string[] systems = [await _api.Register(fixture.Rag, "good"), await _api.Register(poor, "poor"), await _api.Register(failing, "failing")];
        await _api.Run(new { systems, datasets = new[] { dataset }, metrics = new[] { "mrr" } });
        var results = (await _api.Get($"/api/v1/results?datasetId={dataset}")).Is(HttpStatusCode.OK)["items"].AsArray();
        string Of(string system) => (string)results.Single(result => (string?)result!["system"] == system)!["id"]!;
        return (Of(systems[0]), Of(systems[1]), Of(systems[2]));
    }
}
