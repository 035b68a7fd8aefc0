using System.Net;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Datasets;

public sealed class DatasetEndpointsTests(HubFixture fixture)
{
    private const string Path = "/api/v1/datasets";

    private readonly HubCaller _api = fixture.Api;
    private readonly string _name = Scenes.Unique("dataset");

    [Fact]
    public async Task Upload_NewThenSameThenOther_MakesTwoVersions()
    {
        var first = (await Upload()).Is(HttpStatusCode.Created);
        var same = (await Upload()).Is(HttpStatusCode.OK);
        var other = (await Upload(qrels: "q1\td2\t1\n")).Is(HttpStatusCode.Created);
        var versions = (await _api.Get($"{Path}/{_name}/versions")).Is(HttpStatusCode.OK);

        Assert.Equal($"{Path}/{first["id"]}", first.Response.Headers.Location?.ToString());
        Assert.Equal((1, 3, 4, 4, 1), ((int)first["version"], (int)first["items"], (int)first["documents"], (int)first["judgements"], (int)first["unjudgedQueries"]));
        Assert.Equal(((string?)first["id"], 1, false), ((string?)same["id"], (int)same["version"], (bool)same["isNew"]));
        Assert.Equal(((string?)first["id"], 2, true), ((string?)other["id"], (int)other["version"], (bool)other["isNew"]));
        Assert.Equal([1, 2], versions["items"].AsArray().Select(static version => (int)version!["number"]!));
    }

    [Fact]
    public async Task Preview_ShowsJudgedQueriesInTheOrderOfTheirFile()
    {
        await Upload();
        var items = (await _api.Get($"{Path}/{_name}/preview?limit=2")).Is(HttpStatusCode.OK);
        var documents = (await _api.Get($"{Path}/{_name}/preview?part=documents&offset=3")).Is(HttpStatusCode.OK);

        Assert.Equal(3, (int)items["total"]);
        Assert.Equal(["q1", "q2"], items["items"].AsArray().Select(static item => (string?)item!["id"]));
        Assert.Equal("one #1", (string?)items["items"][0]!["text"]);
        Assert.Equal(2, (int)items["items"][0]!["judgements"]![0]!["grade"]!);
        Assert.Equal("d4", (string?)Assert.Single(documents["documents"].AsArray())!["id"]);
    }

    [Fact]
    public async Task Preview_OldVersion_ShowsThatOne()
    {
        await Upload();
        await Upload(qrels: "q1\td2\t1\n");

        Assert.Equal(3, (int)(await _api.Get($"{Path}/{_name}/preview?version=1")).Is(HttpStatusCode.OK)["total"]);
        Assert.Equal(1, (int)(await _api.Get($"{Path}/{_name}/preview")).Is(HttpStatusCode.OK)["total"]);
        Assert.Equal("version", (string?)(await _api.Get($"{Path}/{_name}/preview?version=3")).Is(HttpStatusCode.NotFound)["field"]);
    }

    [Fact]
    public async Task Export_OfEveryPart_IsTheSameDatasetAgain()
    {
        var uploaded = await Upload();
        var parts = await Task.WhenAll(new[] { "corpus", "queries", "qrels" }.Select(part => _api.Get($"{Path}/{_name}/export?part={part}&format=beir")));
        var again = (await _api.Upload(Path, null, Scenes.Parts(Scenes.Unique("again"), parts[0].Text, parts[1].Text, parts[2].Text))).Is(HttpStatusCode.Created);

        Assert.Equal((string?)uploaded["contentHash"], (string?)again["contentHash"]);
    }

    [Fact]
    public async Task Export_AsTrec_IsWhatTrecEvalReads()
    {
        await Upload();
        var qrels = (await _api.Get($"{Path}/{_name}/export?part=qrels&format=trec")).Is(HttpStatusCode.OK);
        var topics = (await _api.Get($"{Path}/{_name}/export?part=queries&format=trec")).Is(HttpStatusCode.OK);

        Assert.Equal("q1 0 d1 2\nq2 0 d2 1\nq2 0 d3 1\nq3 0 d4 1\n", qrels.Text);
        Assert.Equal("q1\tone #1\nq2\ttwo #2\nq3\tthree #3\n", topics.Text);
    }

    [Fact]
    public async Task Export_IdThatTrecCannotHold_Is422AndNoHalfFile()
    {
        await Upload(queries: """{"_id":"q 1","text":"x"}""", qrels: "q 1\td1\t1\n");

        Assert.Contains("q 1", (string?)(await _api.Get($"{Path}/{_name}/export?part=qrels&format=trec")).Is(HttpStatusCode.UnprocessableEntity)["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_TrecWithoutCorpus_IsTaken()
    {
        var uploaded = (await _api.Upload(Path, null,
            ("name", _name, null), ("format", "trec", null), ("topics", "q1\tone\nq2\ttwo\n", "topics.tsv"), ("qrels", "q1 0 d1 1\nq2 0 d9 0\n", "all.qrels"))).Is(HttpStatusCode.Created);

        Assert.Equal((2, 0), ((int)uploaded["items"], (int)uploaded["documents"]));
        Assert.Empty(uploaded["warnings"].AsArray());
    }

    [Fact]
    public async Task Upload_JudgedDocumentMissing_IsKeptWithAWarning()
    {
        var uploaded = (await Upload(qrels: "q1\td1\t1\nq1\tghost\t1\n")).Is(HttpStatusCode.Created);

        Assert.Equal(2, (int)uploaded["judgements"]);
        Assert.StartsWith("1 judged document", (string?)Assert.Single(uploaded["warnings"].AsArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("q1\td1\t1\nq1 d2\n", 2)]
    [InlineData("q1\td1\t1\nq1\td1\t2\n", 2)]
    [InlineData("q1\td1\t1\n\nq7\td1\t1\nq1\td2\t1\n", 3)]
    [InlineData("query-id\tcorpus-id\tscore\nq1\td1\tgood\n", 2)]
    public async Task Upload_MalformedQrels_Is400WithFileAndLine(string qrels, int line)
    {
        var refused = (await Upload(qrels: qrels)).Is(HttpStatusCode.BadRequest);

        Assert.Equal(("test.tsv", line), ((string?)refused["file"], (int)refused["line"]));
        Assert.Equal("https://benchhub.dev/problems/malformed-file", (string?)refused["type"]);
        (await _api.Get($"{Path}/{_name}")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Upload_MalformedCorpusOrQueries_Is400WithFileAndLine()
    {
        var corpus = (await Upload(corpus: "{\"_id\":\"d1\",\"text\":\"x\"}\n{\"_id\":")).Is(HttpStatusCode.BadRequest);
        var queries = (await Upload(queries: "{\"_id\":\"q1\"}")).Is(HttpStatusCode.BadRequest);

        Assert.Equal(("corpus.jsonl", 2), ((string?)corpus["file"], (int)corpus["line"]));
        Assert.Equal(("queries.jsonl", 1), ((string?)queries["file"], (int)queries["line"]));
    }

    [Fact]
    public async Task Upload_NothingJudged_Is422() =>
        Assert.Equal("qrels", (string?)(await Upload(qrels: "query-id\tcorpus-id\tscore\n")).Is(HttpStatusCode.UnprocessableEntity)["field"]);

    [Fact]
    public async Task Upload_FieldAfterAFile_Is400WithTheOrder()
    {
        var refused = (await _api.Upload(Path, null, ("name", _name, null), ("qrels", "q1\td1\t1\n", "a.tsv"), ("format", "beir", null))).Is(HttpStatusCode.BadRequest);

        Assert.Equal("format", (string?)refused["field"]);
    }

    [Fact]
    public async Task Upload_WrongForm_Is400ThatNamesThePart()
    {
        var unknown = await _api.Upload(Path, null, ("name", _name, null), ("photo", "x", "p.png"));
        var missing = await _api.Upload(Path, null, ("name", _name, null), ("queries", Scenes.Queries, "q.jsonl"));
        var twice = await _api.Upload(Path, null, ("name", _name, null), ("qrels", "q1\td1\t1\n", "a"), ("qrels", "q1\td1\t1\n", "b"));
        var nameless = await _api.Upload(Path, null, ("qrels", "q1\td1\t1\n", "a"));
        var format = await _api.Upload(Path, null, ("name", _name, null), ("format", "xml", null), ("qrels", "q1\td1\t1\n", "a"));

        Assert.Equal(
            ["photo", "qrels", "qrels", "name", "format"],
            new[] { unknown, missing, twice, nameless, format }.Select(static answer => (string?)answer.Is(HttpStatusCode.BadRequest)["field"]));
    }

    [Fact]
    public async Task Upload_BreaksOff_Is400()
    {
        const string half = "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name=\"qrels\"; filename=\"a\"\r\n\r\nq1\td1";
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(half) };
        request.Content.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } };

        (await _api.Send(request)).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Upload_NoForm_Is415() => (await _api.PostText(Path, "{}")).Is(HttpStatusCode.UnsupportedMediaType);

    [Fact]
    public async Task Delete_FreesTheNameAndKeepsTheId()
    {
        var uploaded = await Upload();
        (await _api.Delete($"{Path}/{_name}")).Is(HttpStatusCode.OK);

        (await _api.Get($"{Path}/{_name}")).Is(HttpStatusCode.NotFound);
        Assert.Equal("retired", (string?)(await _api.Get($"{Path}/{uploaded["id"]}"))["status"]);
        Assert.NotEqual((string?)uploaded["id"], (string?)(await Upload()).Is(HttpStatusCode.Created)["id"]);
    }

    [Fact]
    public async Task List_Search_FindsByPartOfTheName()
    {
        await Upload();
        var list = (await _api.Get($"{Path}?search={_name[3..]}")).Is(HttpStatusCode.OK);
        var csv = (await _api.Get($"{Path}?search={_name[3..]}&format=csv")).Is(HttpStatusCode.OK);

        Assert.Equal((_name, 3, 4), ((string?)list["items"][0]!["name"], (int)list["items"][0]!["items"]!, (int)list["items"][0]!["documents"]!));
        Assert.Contains($"{_name},active,1,3,4,4,", csv.Text, StringComparison.Ordinal);
    }

    private Task<Answer> Upload(string corpus = Scenes.Corpus, string queries = Scenes.Queries, string qrels = Scenes.Qrels) =>
        _api.Upload(Path, null, Scenes.Parts(_name, corpus, queries, qrels));
}
