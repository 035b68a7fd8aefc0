using System.Net;
using System.Text.Json.Nodes;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Comparisons;

/// <summary>Results that were stopped early, are in quarantine or were computed otherwise, in comparisons that are kept and in gates.</summary>
public sealed class UnusualResultsTests(HubFixture fixture)
{
    private const string Gates = "/api/v1/comparisons/gates";

    private const string Promptfoo = """
        {"evalId": "e", "results": {"version": 3, "prompts": [{"provider": "a", "label": "x"}], "results": [
          {"promptIdx": 0, "testIdx": 0, "provider": {"id": "a"}, "prompt": {"raw": "x", "label": "x"}, "vars": {}, "response": {"output": "4"}, "failureReason": 0, "success": true, "score": 1, "namedScores": {"own": 0.5}}]}}
        """;

    private readonly HubCaller _api = fixture.Api;

    [Fact]
    public async Task StoppedEarly_IsRankedWithoutTests_AndGatesRefuseIt()
    {
        var (dataset, good, poor) = await Measured(queries: 300, new { metric = "mrr", seed = 1 });

        var kept = (await _api.Post("/api/v1/comparisons", new { datasets = new[] { dataset }, metrics = new[] { "mrr" } })).Is(HttpStatusCode.Created);
        var read = (await _api.Get($"/api/v1/comparisons/{kept["id"]}")).Is(HttpStatusCode.OK)["cells"][0]!;
        var pair = Assert.Single(read["comparisons"]!.AsArray())!;
        Assert.Equal([good, poor], read["ranking"]!.AsArray().Select(static entry => (string?)entry!["system"]));
        Assert.All(read["ranking"]!.AsArray(), static entry => Assert.True((int)entry!["n"]! < 300 && entry["ciLow"] is null && entry["ciHigh"] is null, entry.ToJsonString()));
        Assert.Equal((null, null, null, false, null), ((double?)pair["p"], (double?)pair["pAdjusted"], (double?)pair["ciLow"], (bool)pair["significant"]!, pair["power"]));
        Assert.Empty(read["groups"]!.AsArray());
        Assert.Contains(read["notes"]!.AsArray(), note => ((string)note!).StartsWith($"'{good}' was stopped early, once mrr was decided", StringComparison.Ordinal));

        var refused = (await _api.Post(Gates, new { system = good, baseline = poor, dataset, gate = "mrr >= baseline" })).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("system", (string?)refused["field"]);
        Assert.StartsWith($"'{good}' was stopped early", (string?)refused["detail"], StringComparison.Ordinal);
        (await _api.Post(Gates, new { system = good, dataset, gate = "mrr >= 0.1" })).Is(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Quarantined_IsNotGatedByItsSystem_AndIsByName()
    {
        var (dataset, good, poor) = await Measured(queries: 3);
        var former = await Latest(good, dataset);
        await _api.Run(new { systems = new[] { good }, datasets = new[] { dataset }, metrics = new[] { "mrr" } });
        var latter = await Latest(good, dataset);
        Assert.Equal(0, await Marked());
        await Quarantine(latter);
        Assert.Equal(1, await Marked());

        var gate = (await _api.Post(Gates, new { system = good, baseline = poor, dataset, gate = "mrr >= baseline" })).Is(HttpStatusCode.OK);
        Assert.Equal((former, 0), ((string?)gate["system"]["resultId"], gate["notes"].AsArray().Count));

        var named = (await _api.Post(Gates, new { result = latter, gate = "mrr >= 0.1" })).Is(HttpStatusCode.OK);
        Assert.Equal([$"Result {latter} of '{good}' is in quarantine (The index was cut.); it counts here since it was named."], named["notes"].AsArray().Select(static note => (string?)note));

        await Quarantine(former);
        var none = (await _api.Post(Gates, new { system = good, baseline = poor, dataset, gate = "mrr >= baseline" })).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("system", (string?)none["field"]);

        // The same comparison is asked for twice: what is remembered of it must not outlive the quarantine.
        async Task<int> Marked() => (await _api.Post("/api/v1/comparisons/systems", new { dataset, results = new[] { former, latter }, metric = "mrr" })).Is(HttpStatusCode.OK)["ranking"].AsArray()
            .Count(static entry => entry!["quarantinedAt"] is not null);
    }

    [Fact]
    public async Task ComputedOtherwise_IsRefusedInItsCell_WithWhatDiffers()
    {
        var (one, other) = (Scenes.Unique("one"), Scenes.Unique("other"));
        var made = (await Upload(one, "outputs", ("newDataset", Scenes.Unique("made")), """{"id": "0", "output": "4", "target": "4", "scores": {"own": 1}}""")).Is(HttpStatusCode.Created);
        var dataset = (string)made["dataset"]!;
        (await Upload(other, "promptfoo", ("dataset", dataset), Promptfoo)).Is(HttpStatusCode.Created);
        await _api.Run(new { systems = new[] { one, other }, datasets = new[] { dataset }, metrics = new[] { "imported:own", "exact_match" } });

        var cells = (await _api.Post("/api/v1/comparisons", new { datasets = new[] { dataset }, metrics = new[] { "imported:own", "exact_match" } })).Is(HttpStatusCode.Created)["cells"].AsArray();

        Assert.Contains("were not computed in the same way and cannot be compared: tool ", (string?)cells[0]!["refusal"], StringComparison.Ordinal);
        Assert.Empty(cells[0]!["ranking"]!.AsArray());
        Assert.Equal((null, 2), ((string?)cells[1]!["refusal"], cells[1]!["ranking"]!.AsArray().Count));
    }

    /// <summary>The good one answers every query at the first rank, the poor one none.</summary>
    private async Task<(string Dataset, string Good, string Poor)> Measured(int queries, object? earlyStop = null)
    {
        await using var rag = await FakeRag.Start(isOpen: true, "d3");
        var dataset = Scenes.Unique("dataset");
        var (asked, judged) = (
            string.Concat(Enumerable.Range(0, queries).Select(static i => $"{{\"_id\":\"q{i}\",\"text\":\"number #{i}\"}}\n")),
            "query-id\tcorpus-id\tscore\n" + string.Concat(Enumerable.Range(0, queries).Select(static i => $"q{i}\td1\t1\n")));
        (await _api.Upload("/api/v1/datasets", null, Scenes.Parts(dataset, queries: asked, qrels: judged))).Is(HttpStatusCode.Created);
        var (good, poor) = (await _api.Register(fixture.Rag, "good"), await _api.Register(rag, "poor"));
        var body = new JsonObject { ["systems"] = new JsonArray(good, poor), ["datasets"] = new JsonArray(dataset), ["metrics"] = new JsonArray("mrr"), ["concurrency"] = 2 };
        if (earlyStop is not null)
        {
            body["earlyStop"] = System.Text.Json.JsonSerializer.SerializeToNode(earlyStop);
        }

        Assert.Equal("completed", (string?)(await _api.Run(body))["status"]);
        return (dataset, good, poor);
    }

    private async Task<string> Latest(string system, string dataset) =>
        (string)(await _api.Get($"/api/v1/results?systemId={system}&datasetId={dataset}")).Is(HttpStatusCode.OK)["items"][0]!["id"]!;

    private async Task Quarantine(string result) =>
        (await _api.Post($"/api/v1/results/{result}/quarantine", new { reason = "The index was cut." })).Is(HttpStatusCode.OK);

    private Task<Answer> Upload(string name, string format, (string Field, string Value) dataset, string file) =>
        _api.Upload("/api/v1/systems/recorded", null, ("format", format, null), ("name", name, null), (dataset.Field, dataset.Value, null), ("file", file, "o.jsonl"));
}
