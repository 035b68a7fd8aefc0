using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Results;

public sealed class ResultEndpointsTests(HubFixture fixture)
{
    private const string Path = "/api/v1/results";

    private readonly HubCaller _api = fixture.Api;

    [Fact]
    public async Task Get_ShowsMetricsLatencyAndProvenance()
    {
        var (id, system, dataset) = await Measure(fixture.Rag);
        var result = (await _api.Get($"{Path}/{id}")).Is(HttpStatusCode.OK);

        Assert.Equal((system, dataset, 1, 3, 0), ((string?)result["system"], (string?)result["dataset"], (int)result["datasetVersion"], (int)result["items"], (int)result["errors"]));
        Assert.Contains("metric=mrr", (string?)result["metrics"]["mrr"]!["signature"], StringComparison.Ordinal);
        Assert.True((double)result["latency"]["p95"]! > 0);
        Assert.StartsWith("sha256:", (string?)result["provenance"]["contentHash"], StringComparison.Ordinal);
        Assert.Equal(3, (int)result["provenance"]["attempts"]!);
    }

    [Fact]
    public async Task Items_PageByPage_AreAllItemsInOrder()
    {
        var (id, _, _) = await Measure(fixture.Rag);
        var first = (await _api.Get($"{Path}/{id}/items?limit=2")).Is(HttpStatusCode.OK);
        var second = (await _api.Get($"{Path}/{id}/items?limit=2&cursor={first["nextCursor"]}")).Is(HttpStatusCode.OK);
        var skipped = (await _api.Get($"{Path}/{id}/items?offset=1&limit=1")).Is(HttpStatusCode.OK);

        Assert.Equal(["q1", "q2"], first["items"].AsArray().Select(static item => (string?)item!["itemId"]));
        Assert.Equal(["q3"], second["items"].AsArray().Select(static item => (string?)item!["itemId"]));
        Assert.Null(second.Json["nextCursor"]);
        Assert.Equal(["q2"], skipped["items"].AsArray().Select(static item => (string?)item!["itemId"]));
        Assert.Equal(0.5, (double)first["items"][1]!["scores"]!["mrr"]!);
        Assert.Equal(("d1", 1.0), ((string?)first["items"][0]!["answer"]![0]!["id"], (double)first["items"][0]!["answer"]![0]!["score"]!));
        Assert.Null(first["items"][0]!["error"]);
        Assert.Equal("cursor", (string?)(await _api.Get($"{Path}/{id}/items?cursor=x")).Is(HttpStatusCode.BadRequest)["field"]);
    }

    [Fact]
    public async Task FailedItem_KeepsItsPlaceWithItsError()
    {
        await using var rag = await FakeRag.Start();
        rag.Broken["two #2"] = true;
        var (id, _, _) = await Measure(rag);
        var items = (await _api.Get($"{Path}/{id}/items")).Is(HttpStatusCode.OK);
        var csv = (await _api.Get($"{Path}/{id}/export?format=csv")).Is(HttpStatusCode.OK);

        Assert.Equal(3, items["items"].AsArray().Count);
        Assert.NotNull(items["items"][1]!["error"]);
        Assert.Equal(0, (double)items["items"][1]!["scores"]!["mrr"]!);
        Assert.Empty(items["items"][1]!["answer"]!.AsArray());
        Assert.Equal(1, (int)(await _api.Get($"{Path}/{id}"))["metrics"]["mrr"]!["errors"]!);
        Assert.Equal(4, csv.Text.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public async Task Export_Trec_IsInTrecEvalsOrderWithTheSystemAsTag()
    {
        var (id, system, _) = await Measure(fixture.Rag, stem: "two words");
        var run = (await _api.Get($"{Path}/{id}/export?format=trec")).Is(HttpStatusCode.OK).Text.TrimEnd('\n').Split('\n');

        Assert.Equal(12, run.Length);
        Assert.Equal($"q1 Q0 d1 1 1 {system.Replace(' ', '_')}", run[0]);
        Assert.Equal($"q1 Q0 d3 3 0.3333333333333333 {system.Replace(' ', '_')}", run[2]);
    }

    [Fact]
    public async Task Export_Csv_HasAColumnPerMetricAndNoFormula()
    {
        var name = Scenes.Unique("dataset");
        await _api.Upload("/api/v1/datasets", null, Scenes.Parts(name, queries: """{"_id":"=1+1","text":"x #"}""", qrels: "=1+1\td1\t1\n"));
        var system = await _api.Register(fixture.Rag);
        var job = await _api.Run(new { systems = new[] { system }, datasets = new[] { name }, metrics = new[] { "map", "mrr" } });
        var csv = (await _api.Get($"{Path}/{job["results"]![0]!["id"]}/export?format=csv")).Is(HttpStatusCode.OK);

        Assert.StartsWith("itemId,map,mrr,error,latencyMilliseconds,attempts\n'=1+1,1,1,,", csv.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_Json_IsTheResultWithItsItems()
    {
        var (id, _, _) = await Measure(fixture.Rag);
        var file = (await _api.Get($"{Path}/{id}/export?format=json")).Is(HttpStatusCode.OK);

        Assert.Equal(id, (string?)file["result"]["id"]);
        Assert.Equal(3, file["items"].AsArray().Count);
    }

    [Fact]
    public async Task List_ByNames_FindsTheResult()
    {
        var (id, system, dataset) = await Measure(fixture.Rag);
        var found = (await _api.Get($"{Path}?systemId={system}&datasetId={dataset}")).Is(HttpStatusCode.OK);
        var csv = (await _api.Get($"{Path}?systemId={system}&format=csv")).Is(HttpStatusCode.OK);

        Assert.Equal(id, (string?)Assert.Single(found["items"].AsArray())!["id"]);
        Assert.EndsWith(",completedAt,quarantinedAt,mrr\r\n", csv.Text[..(csv.Text.IndexOf('\n') + 1)], StringComparison.Ordinal);
        Assert.Equal("systemId", (string?)(await _api.Get($"{Path}?systemId=nobody")).Is(HttpStatusCode.NotFound)["field"]);
    }

    [Fact]
    public async Task Get_UnknownResult_Is404()
    {
        (await _api.Get($"{Path}/res_nobody")).Is(HttpStatusCode.NotFound);
        (await _api.Get($"{Path}/res_nobody/items")).Is(HttpStatusCode.NotFound);
        (await _api.Get($"{Path}/res_nobody/export")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Columns_HaveEveryItemInItsPlaceAndFailedOnesByIndex()
    {
        await using var rag = await FakeRag.Start();
        rag.Broken["two #2"] = true;
        var (id, _, _) = await Measure(rag);
        var columns = (await _api.Get($"{Path}/{id}/columns")).Is(HttpStatusCode.OK);

        Assert.Equal(3, (int)columns["items"]);
        Assert.Equal(["q1", "q2", "q3"], columns["itemIds"].AsArray().Select(static item => (string?)item));
        Assert.Equal(3, columns["metrics"]["mrr"]!.AsArray().Count);
        Assert.Equal((1, 0), ((double)columns["metrics"]["mrr"]![0]!, (double)columns["metrics"]["mrr"]![1]!));
        Assert.Equal([1], columns["errors"].AsArray().Select(static index => (int)index!));
        Assert.Equal(3, columns["latencies"].AsArray().Count);
    }

    [Fact]
    public async Task Columns_ToACallerWhoTakesGzip_AreCompressedAndMayBeKept()
    {
        var (id, _, _) = await Measure(fixture.Rag);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Path}/{id}/columns?metrics=mrr");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await fixture.Hub.Http.SendAsync(request, TestContext.Current.CancellationToken);
        await using var plain = new GZipStream(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);

        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.True(response.Headers.CacheControl?.Private);
        Assert.Equal(3, (int)(await JsonNode.ParseAsync(plain, cancellationToken: TestContext.Current.CancellationToken))!["items"]!);
    }

    [Fact]
    public async Task Columns_OfAMetricThatWasNotMeasured_SayWhichWere()
    {
        var (id, _, _) = await Measure(fixture.Rag);
        var refused = (await _api.Get($"{Path}/{id}/columns?metrics=map")).Is(HttpStatusCode.NotFound);

        Assert.Equal("metrics", (string?)refused["field"]);
        Assert.Contains("it has mrr", (string?)refused["detail"], StringComparison.Ordinal);
        (await _api.Get($"{Path}/res_nobody/columns")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Texts_AreBeginningsOfQuestionsAndAnswers()
    {
        var (id, _, _) = await Measure(fixture.Rag);
        var texts = (await _api.Get($"{Path}/{id}/texts")).Is(HttpStatusCode.OK);

        Assert.Equal(["one #1", "two #2", "three #3"], texts["inputs"].AsArray().Select(static text => (string?)text));
        Assert.StartsWith("d1 ", (string?)texts["answers"][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Item_HasTheQuestionTheJudgementsAndTheDocumentsInFull()
    {
        var (id, _, _) = await Measure(fixture.Rag);
        var item = (await _api.Get($"{Path}/{id}/items/0")).Is(HttpStatusCode.OK);

        Assert.Equal(("q1", "one #1"), ((string?)item["itemId"], (string?)item["input"]));
        Assert.Equal(("d1", "one", "first", 2), ((string?)item["answer"][0]!["id"], (string?)item["answer"][0]!["title"], (string?)item["answer"][0]!["text"], (int)item["answer"][0]!["grade"]!));
        Assert.Null(item["answer"][1]!["grade"]);
        Assert.Equal("d1", (string?)item["judged"][0]!["id"]);
        Assert.Equal("index", (string?)(await _api.Get($"{Path}/{id}/items/3")).Is(HttpStatusCode.NotFound)["field"]);
    }

    [Fact]
    public async Task Item_OfADatasetThatWasDeletedSince_KeepsWhatWasAnswered()
    {
        var (id, _, dataset) = await Measure(fixture.Rag);
        (await _api.Delete($"/api/v1/datasets/{dataset}")).Is(HttpStatusCode.OK);
        var item = (await _api.Get($"{Path}/{id}/items/0")).Is(HttpStatusCode.OK);

        Assert.Equal("d1", (string?)item["answer"][0]!["id"]);
        (await _api.Get($"{Path}/{id}/texts")).Is(HttpStatusCode.OK);
    }

    private async Task<(string Id, string System, string Dataset)> Measure(FakeRag rag, string stem = "system")
    {
        var (system, dataset) = (await _api.Register(rag, stem), await _api.UploadDataset());
        var job = await _api.Run(new { systems = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "mrr" } });
        return ((string)job["results"]![0]!["id"]!, system, dataset);
    }
}
