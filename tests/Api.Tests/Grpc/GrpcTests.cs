using System.Text.Json.Nodes;
using BenchHub.Api.Tests.Hub;
using Grpc.Core;

namespace BenchHub.Api.Tests.Grpc;

public sealed class GrpcTests(HubFixture fixture, NodeClient node) : IClassFixture<NodeClient>
{
    private readonly HubCaller _api = fixture.Api;

    [Fact]
    public async Task Systems_AreListedAndFoundByName()
    {
        var name = await _api.Register(fixture.Rag);
        var listed = await Call("systems", name);
        var found = await Call("system", name);

        Assert.Equal(name, (string?)Assert.Single(listed["systems"]!.AsArray())!["name"]);
        Assert.Equal(((string?)listed["systems"]![0]!["id"], "rag", "active"), ((string?)found["id"], (string?)found["kind"], (string?)found["status"]));
    }

    [Fact]
    public async Task Datasets_AreListedAndFoundByName()
    {
        var name = await _api.UploadDataset();

        Assert.Equal(name, (string?)Assert.Single((await Call("datasets", name))["datasets"]!.AsArray())!["name"]);
        Assert.Equal(3, (int)(await Call("dataset", name))["versions"]![0]!["items"]!);
    }

    [Fact]
    public async Task Metrics_OfOneInput_TellWhatTheirNumbersMean()
    {
        var ranking = (await Call("metrics", "ranking"))["metrics"]!.AsArray();
        var recall = ranking.Single(static metric => (string?)metric!["name"] == "recall")!;

        Assert.All(ranking, static metric => Assert.Equal("ranking", (string?)metric!["input"]));
        Assert.Equal(("recall@5", "required", 1.0), ((string?)recall["example"], (string?)recall["cutoff"], (double)recall["maximum"]!));
        Assert.Equal((int)StatusCode.InvalidArgument, (int)(await Call("metrics", "smell"))["code"]!);
    }

    [Fact]
    public async Task Job_SubmittedAndWatched_EndsWithItsResult()
    {
        await using var rag = await FakeRag.Start(isOpen: false);
        var (system, dataset) = (await _api.Register(rag), await _api.UploadDataset());
        var submitted = await Call("submit", $$"""{"systems":["{{system}}"],"datasets":["{{dataset}}"],"metrics":["mrr"],"idempotency_key":"{{system}}"}""");
        await rag.Asked;
        var watching = Call("watch", (string)submitted["id"]!);
        rag.Open();
        var watched = (await watching)["messages"]!.AsArray();
        var result = await Call("result", (string)watched[^1]!["tasks"]![0]!["result_id"]!);
        var items = (await Call("items", (string)result["id"]!))["messages"]!.AsArray();

        Assert.Equal("completed", (string?)watched[^1]!["status"]);
        Assert.Equal(3, (int)watched[^1]!["items_done"]!);
        var revisions = watched.Select(static job => long.Parse((string)job!["revision"]!)).ToList();
        Assert.Equal(revisions.Order().Distinct(), revisions);

        // As over HTTP: (1 + 1/2 + 1/4) / 3.
        Assert.Equal(1.75 / 3, (double)result["metrics"]![0]!["value"]!, precision: 12);
        Assert.Equal(["q1", "q2", "q3"], items.Select(static item => (string?)item!["item_id"]));
        Assert.Equal(0.5, (double)items[1]!["scores"]![0]!["value"]!);
    }

    [Theory]
    [InlineData("system", "nobody", StatusCode.NotFound)]
    [InlineData("job", "nobody", StatusCode.NotFound)]
    [InlineData("watch", "nobody", StatusCode.NotFound)]
    [InlineData("items", "nobody", StatusCode.NotFound)]
    [InlineData("cancel", "nobody", StatusCode.NotFound)]
    [InlineData("jobs", "done", StatusCode.InvalidArgument)]
    [InlineData("submit", """{"metrics":["bleu"]}""", StatusCode.InvalidArgument)]
    public async Task Refusal_IsAStatusWithASentence(string command, string argument, StatusCode code)
    {
        var refused = await Call(command, argument);

        Assert.Equal(code, (StatusCode)(int)refused["code"]!);
        Assert.EndsWith(".", ((string)refused["details"]!).TrimEnd('?') + ".", StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithAKey_OnlyTheKeyOpens()
    {
        await using var hub = await ApiHub.Start(settings: ("BenchHub:ApiKey", "s3cret"));
        var without = await node.Call(hub.GrpcUrl, "systems");
        var with = await node.Call(hub.GrpcUrl, "systems", "", "s3cret");

        Assert.Equal(StatusCode.Unauthenticated, (StatusCode)(int)without["code"]!);
        Assert.Contains("API key", (string?)without["details"], StringComparison.Ordinal);
        Assert.Empty(with["systems"]!.AsArray());
    }

    private Task<JsonNode> Call(string command, string argument = "") => node.Call(fixture.Hub.GrpcUrl, command, argument);
}
