using System.Net;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Systems;

public sealed class RecordedEndpointsTests(HubFixture fixture)
{
    private const string Path = "/api/v1/systems/recorded";
    private const string Run = "q1 Q0 d1 1 0.9 t\nq2 Q0 d1 1 0.8 t\nq1 Q0 d2 2 0.5 t\nq9 Q0 d1 1 1 t\n";

    private readonly HubCaller _api = fixture.Api;
    private readonly string _name = Scenes.Unique("recorded");

    [Fact]
    public async Task Upload_ThenRun_ScoresTheAnswersAndFailsTheMissing()
    {
        var dataset = await _api.UploadDataset();
        var uploaded = (await Upload(dataset, Run)).Is(HttpStatusCode.Created);
        var job = await _api.Run(new { systems = new[] { _name }, datasets = new[] { dataset }, metrics = new[] { "mrr" } });

        Assert.Equal("recorded", (string?)uploaded["kind"]);
        Assert.Equal(2, (int)uploaded["answered"]);
        Assert.Equal(2, uploaded["warnings"].AsArray().Count);

        // q1: d1 first, relevant: 1. q2: d1 is not relevant: 0. q3 is not in the run: failed, counts 0. Mean 1/3.
        var mrr = job["results"]![0]!["metrics"]!["mrr"]!;
        Assert.Equal(1.0 / 3, (double)mrr["value"]!, precision: 12);
        Assert.Equal(1, (int)mrr["errors"]!);
        Assert.Equal(3, (int)mrr["n"]!);
    }

    [Fact]
    public async Task Upload_DocumentTwice_Is400WithFileAndLine()
    {
        var refused = (await Upload(await _api.UploadDataset(), "q1 Q0 d1 1 0.9 t\nq1 Q0 d1 2 0.8 t\n")).Is(HttpStatusCode.BadRequest);

        Assert.Equal("my.run", (string?)refused["file"]);
        Assert.Equal(2, (int)refused["line"]);
        Assert.Contains("d1", (string?)refused["detail"], StringComparison.Ordinal);
        (await _api.Get($"/api/v1/systems/{_name}")).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("q8 Q0 d1 1 1 t\n", "dataset")]
    [InlineData("", "file")]
    [InlineData("# only a comment\n", "file")]
    public async Task Upload_NothingToUse_Is422(string run, string field) =>
        Assert.Equal(field, (string?)(await Upload(await _api.UploadDataset(), run)).Is(HttpStatusCode.UnprocessableEntity)["field"]);

    [Fact]
    public async Task Upload_NameTaken_Is409()
    {
        var dataset = await _api.UploadDataset();
        (await Upload(dataset, Run)).Is(HttpStatusCode.Created);

        Assert.Equal("name", (string?)(await Upload(dataset, Run)).Is(HttpStatusCode.Conflict)["field"]);
    }

    [Fact]
    public async Task Upload_SameIdempotencyKey_KeepsTheFirstAnswers()
    {
        var dataset = await _api.UploadDataset();
        var first = (await Upload(dataset, Run, "key-" + _name)).Is(HttpStatusCode.Created);
        var second = (await Upload(dataset, "q3 Q0 d1 1 1 t\n", "key-" + _name)).Is(HttpStatusCode.Created);
        var job = await _api.Run(new { systems = new[] { _name }, datasets = new[] { dataset }, metrics = new[] { "mrr" } });

        Assert.Equal((string?)first["id"], (string?)second["id"]);
        Assert.Equal(1.0 / 3, (double)job["results"]![0]!["metrics"]!["mrr"]!["value"]!, precision: 12);
    }

    [Fact]
    public async Task Upload_FileBeforeTheFields_Is400() =>
        Assert.Equal("name", (string?)(await _api.Upload(Path, null, ("file", Run, "my.run"), ("name", _name, null))).Is(HttpStatusCode.BadRequest)["field"]);

    private Task<Answer> Upload(string dataset, string run, string? key = null) =>
        _api.Upload(Path, key, ("name", _name, null), ("dataset", dataset, null), ("file", run, "my.run"));
}
