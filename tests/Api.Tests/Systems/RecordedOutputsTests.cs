using System.Net;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Systems;

public sealed class RecordedOutputsTests(HubFixture fixture)
{
    private const string Path = "/api/v1/systems/recorded";
    private const string Two = "{\"id\": \"a\", \"output\": \"4\", \"target\": \"4\", \"scores\": {\"own\": 0.5}}\n{\"id\": \"b\", \"error\": \"no <b>quota</b>\", \"target\": \"5\"}\n";

    private readonly HubCaller _api = fixture.Api;
    private readonly string _name = Scenes.Unique("outputs");

    [Fact]
    public async Task Upload_WithoutADataset_ScoresWhatTheFileHasAndFailsTheRest()
    {
        var made = (await Upload(Two)).Is(HttpStatusCode.Created);
        var job = await _api.Run(new { systems = new[] { _name }, datasets = new[] { (string)made["dataset"]! } });
        var result = job["results"]![0]!;

        // a is right and scored 0.5 elsewhere; b failed and counts 0 in both: means 1/2 and 1/4.
        Assert.Equal((0.5, 0.25), ((double)result["metrics"]!["exact_match"]!["value"]!, (double)result["metrics"]!["imported:own"]!["value"]!));
        Assert.Equal(1, (int)result["metrics"]!["imported:own"]!["errors"]!);
        var items = (await _api.Get($"/api/v1/results/{result["id"]}/items")).Is(HttpStatusCode.OK)["items"].AsArray();
        Assert.Equal("no <b>quota</b>", (string?)items[1]!["error"]);
        var signature = (string)(await _api.Get($"/api/v1/results/{result["id"]}")).Is(HttpStatusCode.OK)["metrics"]["imported:own"]!["signature"]!;
        Assert.Contains("tool=outputs", signature, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_SecondFileOnTheSameDataset_PairsByIdAndTellsWhatIsMissing()
    {
        var dataset = (string)(await Upload(Two)).Is(HttpStatusCode.Created)["dataset"]!;
        var second = (await _api.Upload(
            Path, null, ("format", "outputs", null), ("name", _name + "2", null), ("dataset", dataset, null),
            ("file", "{\"id\": \"b\", \"outputs\": [\"5\", \"6\"]}\n{\"id\": \"z\", \"output\": \"1\"}\n", "o.jsonl"))).Is(HttpStatusCode.Created);
        var job = await _api.Run(new { systems = new[] { _name, _name + "2" }, datasets = new[] { dataset }, metrics = new[] { "exact_match" } });

        Assert.Equal(1, (int)second["answered"]);
        Assert.Equal(2, second["warnings"].AsArray().Count);
        Assert.All(job["results"]!.AsArray(), static result => Assert.Equal((0.5, 1), ((double)result!["metrics"]!["exact_match"]!["value"]!, (int)result["metrics"]!["exact_match"]!["errors"]!)));
    }

    [Theory]
    [InlineData("outputs", "{\"id\": \"zz\", \"output\": \"1\"}", HttpStatusCode.UnprocessableEntity, "0 of its 1 items match")]
    [InlineData("outputs", "{\"id\": \"a\", \"output\": \"1\"}\n{\"id\": \"a\", \"output\": \"2\"}", HttpStatusCode.BadRequest, "line 2: The item 'a' stands twice")]
    [InlineData("outputs", "", HttpStatusCode.UnprocessableEntity, "o.jsonl holds no answers")]
    [InlineData("outputs", "{\"id\": ", HttpStatusCode.BadRequest, "o.jsonl, line 1")]
    [InlineData("wandb", "{}", HttpStatusCode.BadRequest, "there is no 'wandb'")]
    public async Task Upload_WhatDoesNotFit_IsRefusedAndRegistersNothing(string format, string file, HttpStatusCode status, string said)
    {
        var dataset = (string)(await Upload(Two)).Is(HttpStatusCode.Created)["dataset"]!;

        var refused = (await _api.Upload(Path, null, ("format", format, null), ("name", _name + "x", null), ("dataset", dataset, null), ("file", file, "o.jsonl"))).Is(status);

        Assert.Contains(said, (string)refused["detail"]!, StringComparison.Ordinal);
        (await _api.Get($"/api/v1/systems/{_name}x")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Upload_OnACollectionOfDocuments_IsRefused()
    {
        var dataset = await _api.UploadDataset();

        var refused = (await _api.Upload(Path, null, ("format", "outputs", null), ("name", _name, null), ("dataset", dataset, null), ("file", Two, "o.jsonl")))
            .Is(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("is a collection of documents", (string)refused["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_BatchWithoutADataset_SaysThatItNeedsOne()
    {
        var refused = (await _api.Upload(
            Path, null, ("format", "openai-batch", null), ("name", _name, null), ("newDataset", _name, null),
            ("file", "{\"custom_id\": \"1\", \"response\": {\"status_code\": 200, \"body\": {\"choices\": [{\"message\": {\"content\": \"a\"}}]}}}", "b.jsonl"))).Is(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("dataset", (string?)refused["field"]);
    }

    [Fact]
    public async Task Upload_LmEvalChoices_AreScoredFromTheirLikelihoods()
    {
        const string Samples = """
            {"doc_id": 0, "doc": {"q": "Sky?"}, "target": "1", "arguments": {"gen_args_0": {"arg_0": "Sky?", "arg_1": " red"}, "gen_args_1": {"arg_0": "Sky?", "arg_1": " blue"}}, "resps": [[["-3.5", "False"]], [["-0.25", "True"]]], "filter": "none", "metrics": ["acc"], "acc": 1.0}
            {"doc_id": 1, "doc": {"q": "Sun?"}, "target": "0", "arguments": {"gen_args_0": {"arg_0": "Sun?", "arg_1": " yellow"}, "gen_args_1": {"arg_0": "Sun?", "arg_1": " blue"}}, "resps": [[["-inf", "False"]], [["-0.5", "True"]]], "filter": "none", "metrics": ["acc"], "acc": 0.0}
            """;
        var made = (await _api.Upload(Path, null, ("format", "lm-eval", null), ("name", _name, null), ("newDataset", _name, null), ("file", Samples, "samples_sky_1.jsonl"))).Is(HttpStatusCode.Created);
        var job = await _api.Run(new { systems = new[] { _name }, datasets = new[] { (string)made["dataset"]! } });

        var metrics = job["results"]![0]!["metrics"]!;
        Assert.Equal((0.5, 0.5), ((double)metrics["acc"]!["value"]!, (double)metrics["imported:acc"]!["value"]!));
    }

    private Task<Answer> Upload(string file) =>
        _api.Upload(Path, null, ("format", "outputs", null), ("name", _name, null), ("newDataset", Scenes.Unique("made"), null), ("file", file, "o.jsonl"));
}
