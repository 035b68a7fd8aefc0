using System.Net;
using System.Text.Json.Nodes;
using BenchHub.Api.Templates;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Templates;

public sealed class TemplateEndpointsTests(HubFixture fixture)
{
    private const string Path = "/api/v1/templates";

    private readonly HubCaller _api = fixture.Api;

    [Theory]
    [InlineData("""{"metrics":["map"]}""", """{"systems":["a"],"metrics":["map"],"earlyStop":{"metric":"mrr","alpha":0.1},"maxDollars":2}""")]
    [InlineData("""{"system_ids":["b"],"max_dollars":null}""", """{"systems":["b"],"metrics":["mrr"],"earlyStop":{"metric":"mrr","alpha":0.1}}""")]
    [InlineData("""{"evaluation_config":{"metrics":["p@1"],"top_k":3}}""", """{"systems":["a"],"metrics":["p@1"],"earlyStop":{"metric":"mrr","alpha":0.1},"maxDollars":2,"topK":3}""")]
    [InlineData("""{"early_stop":{"alpha":0.05,"metric":null}}""", """{"systems":["a"],"metrics":["mrr"],"earlyStop":{"alpha":0.05},"maxDollars":2}""")]
    [InlineData("""{"systems":["b"],"systemIds":["c"],"earlyStop":null}""", """{"systems":["b","c"],"metrics":["mrr"],"maxDollars":2}""")]
    public void With_Overrides_MergesAsRfc7396SaysUnderOneName(string overrides, string merged)
    {
        var saved = JobDocument.Parse("""{"systems":["a"],"metrics":["mrr"],"earlyStop":{"metric":"mrr","alpha":0.1},"maxDollars":2}""");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(merged), saved.With(JobDocument.Parse(overrides))), JobDocument.Text(saved.With(JobDocument.Parse(overrides))));
        Assert.Equal(2, (int)saved["maxDollars"]!);
    }

    [Fact]
    public async Task Add_ThenRunWithOverrides_IsAJobOfBoth()
    {
        var (system, dataset, name) = (await _api.Register(fixture.Rag), await _api.UploadDataset(), Scenes.Unique("template"));
        var added = (await _api.Post(Path, new { name, description = "what we do", job = new { system_ids = new[] { system }, evaluationConfig = new { metrics = new[] { "mrr" } } } })).Is(HttpStatusCode.Created);
        Assert.Equal($$"""{"systems":["{{system}}"],"metrics":["mrr"]}""", added["job"].ToJsonString());

        var refused = (await _api.Post($"{Path}/{name}/run")).Is(HttpStatusCode.BadRequest);
        var submitted = (await _api.Post($"{Path}/{added["id"]}/run", new { overrides = new { datasets = new[] { dataset }, metrics = new[] { "map", "mrr" } } })).Is(HttpStatusCode.Accepted);
        var job = await _api.Follow((string)submitted["id"]!);

        Assert.Contains("at least one dataset", (string)refused["detail"]!, StringComparison.Ordinal);
        Assert.Equal($"/api/v1/batch/jobs/{submitted["id"]}", submitted.Response.Headers.Location?.ToString());
        Assert.Equal((name, "completed"), ((string?)job["name"], (string?)job["status"]));
        Assert.Equal(["map", "mrr"], job["results"]![0]!["metrics"]!.AsObject().Select(static metric => metric.Key));
    }

    [Fact]
    public async Task Add_WhatCannotBe_IsRefusedWithItsField()
    {
        var (system, name) = (await _api.Register(fixture.Rag), Scenes.Unique("template"));
        await Refuses(HttpStatusCode.BadRequest, "name", new { job = new { systems = new[] { system } } });
        await Refuses(HttpStatusCode.BadRequest, "job", new { name });
        await Refuses(HttpStatusCode.NotFound, "systems", new { name, job = new { systems = new[] { "nobody" } } });
        await Refuses(HttpStatusCode.BadRequest, "metrics", new { name, job = new { metrics = new[] { "ndgc@10" } } });
        await Refuses(HttpStatusCode.BadRequest, "job.metrcs", new { name, job = new { metrcs = new[] { "map" } } });
        (await _api.Post(Path, new { name, job = new { systems = new[] { system } } })).Is(HttpStatusCode.Created);
        await Refuses(HttpStatusCode.Conflict, "name", new { name, job = new { } });

        Assert.Equal("metrcs", (string?)(await _api.Post($"{Path}/{name}/run", new { overrides = new { metrcs = 1 } })).Is(HttpStatusCode.BadRequest)["field"]);
        Assert.Equal("topK", (string?)(await _api.Post($"{Path}/{name}/run", new { overrides = new { top_k = "many" } })).Is(HttpStatusCode.BadRequest)["field"]);
        (await _api.Post($"{Path}/nobody/run")).Is(HttpStatusCode.NotFound);

        async Task Refuses(HttpStatusCode status, string field, object body) => Assert.Equal(field, (string?)(await _api.Post(Path, body)).Is(status)["field"]);
    }

    [Fact]
    public async Task Add_WithAKey_IsRepeatable_AnotherUnderItIsAConflict()
    {
        var (key, name) = (Scenes.Unique("key"), Scenes.Unique("template"));
        var first = (await _api.Post(Path, new { name, job = new { metrics = new[] { "map" } } }, key)).Is(HttpStatusCode.Created);
        var same = (await _api.Post(Path, new { name, job = new { metrics = new[] { "map" } } }, key)).Is(HttpStatusCode.Created);
        (await _api.Post(Path, new { name, job = new { metrics = new[] { "mrr" } } }, key)).Is(HttpStatusCode.Conflict);

        Assert.Equal(first.Text, same.Text);
    }

    [Fact]
    public async Task Change_List_Remove_DoWhatTheySay()
    {
        var name = Scenes.Unique("<b>template</b>/, \"x\"");
        var added = (await _api.Post(Path, new { name, job = new { metrics = new[] { "map" } } })).Is(HttpStatusCode.Created);
        var changed = (await _api.Put($"{Path}/{Uri.EscapeDataString(name)}", new { name, description = "=1+1", job = new { topK = 5 } })).Is(HttpStatusCode.OK);
        var listed = (await _api.Get($"{Path}?limit=1000")).Is(HttpStatusCode.OK)["items"].AsArray().Single(item => (string?)item!["name"] == name)!;
        var csv = (await _api.Get($"{Path}?limit=1000&format=csv")).Is(HttpStatusCode.OK).Text;

        Assert.Equal(((string?)added["id"], (string?)added["createdAt"], "{\"topK\":5}"), ((string?)changed["id"], (string?)changed["createdAt"], changed["job"].ToJsonString()));
        Assert.Equal(changed.Json.ToJsonString(), listed.ToJsonString());
        Assert.Contains("'=1+1", csv, StringComparison.Ordinal);
        (await _api.Delete($"{Path}/{added["id"]}")).Is(HttpStatusCode.NoContent);
        (await _api.Delete($"{Path}/{added["id"]}")).Is(HttpStatusCode.NotFound);
    }
}
