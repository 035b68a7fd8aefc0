using System.Net;
using System.Text.Json.Nodes;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Comparisons;

public sealed class StoredComparisonTests(HubFixture fixture)
{
    private const string Path = "/api/v1/comparisons";

    private readonly HubCaller _api = fixture.Api;

    [Fact]
    public async Task Create_TwoDatasetsByTwoMetrics_IsOneFamilyAndIsKept()
    {
        var (datasets, good, poor) = await Measure(2);
        var made = (await _api.Post(Path, new { datasets, metrics = new[] { "mrr", "recall@5" }, systems = new[] { good, poor }, tests = new[] { "ttest", "randomization" } })).Is(HttpStatusCode.Created);

        Assert.Equal(4, made["cells"].AsArray().Count);
        Assert.Equal([good, poor], made["systems"].AsArray().Select(static system => (string?)system!["system"]));
        var cell = made["cells"][0]!;
        Assert.Equal((datasets[0], "mrr", "higher", 1), ((string?)cell["dataset"], (string?)cell["metric"], (string?)cell["direction"], (int)cell["version"]!));

        // Means 1.75/3 and 1/3 by mrr, as the comparison of one cell has them.
        Assert.Equal([(good, 1), (poor, 2)], cell["ranking"]!.AsArray().Select(static entry => ((string)entry!["system"]!, (int)entry["rank"]!)));
        Assert.Equal([good, poor], cell["groups"]![0]!.AsArray().Select(static name => (string?)name));

        // Three items: the t-test and the randomization of each of four cells are one family of eight.
        Assert.Contains("(8 tests in all)", (string?)cell["method"], StringComparison.Ordinal);
        var power = cell["comparisons"]![0]!["power"]!;
        Assert.Equal((0.01, 0.05 / 8), ((double)power["forDifference"]!, (double)power["level"]!));
        Assert.Matches("^not significant; [0-9,]+ more items would show a difference of 0.01 ", (string?)power["sentence"]);
        Assert.Equal((long)power["itemsNeeded"]! - 3, (long)power["additionalItems"]!);
        Assert.Equal(0, (int)cell["comparisons"]![0]!["dropped"]!);

        // The same order on both datasets: of the two orders of the second, one is as far, as is the mirror: p = 1/2.
        Assert.Equal((2, 0.5, "mrr"), ((int)made["overall"]["blocks"]!, (double)made["overall"]["friedman"]!["p"]!, (string?)made["overall"]["metric"]));
        Assert.Equal([(good, 1.0, 1.0), (poor, 2.0, 0.0)], made["overall"]["ranks"]!.AsArray().Select(static rank => ((string)rank!["system"]!, (double)rank["meanRank"]!, (double)rank["winRate"]!)));
        Assert.Equal(2, made["overallByMetric"].AsArray().Count);

        var read = (await _api.Get($"{Path}/{made["id"]}")).Is(HttpStatusCode.OK);
        Assert.True(JsonNode.DeepEquals(made.Json, read.Json));
        Assert.Equal(made.Response.Headers.Location!.OriginalString, $"{Path}/{made["id"]}");

        var listed = (await _api.Get($"{Path}?limit=1000")).Is(HttpStatusCode.OK)["items"].AsArray().Single(entry => (string?)entry!["id"] == (string?)made["id"])!;
        Assert.Equal((4, 0), ((int)listed["cells"]!, (int)listed["significantPairs"]!));
        Assert.StartsWith("id,name,createdAt,", (await _api.Get($"{Path}?format=csv")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);

        (await _api.Delete($"{Path}/{made["id"]}")).Is(HttpStatusCode.NoContent);
        (await _api.Get($"{Path}/{made["id"]}")).Is(HttpStatusCode.NotFound);
        (await _api.Delete($"{Path}/{made["id"]}")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Create_WithAKey_IsMadeOnce()
    {
        var (datasets, good, _) = await Measure(1);
        var key = Scenes.Unique("key");

        var first = (await _api.Post(Path, new { datasets, metrics = new[] { "mrr" } }, key)).Is(HttpStatusCode.Created);
        var again = (await _api.Post(Path, new { datasets, metrics = new[] { "mrr" } }, key)).Is(HttpStatusCode.Created);

        Assert.True(JsonNode.DeepEquals(first.Json, again.Json));
        (await _api.Post(Path, new { datasets, metrics = new[] { "mrr" }, systems = new[] { good } }, key)).Is(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Refresh_TakesLaterResults_AndLeavesTheFirstAsItWas()
    {
        var (datasets, good, poor) = await Measure(1);
        var made = (await _api.Post(Path, new { name = "  <b>밤</b> 🙂 ", datasets, metrics = new[] { "mrr" }, difference = 0.05 })).Is(HttpStatusCode.Created);
        await _api.Run(new { systems = new[] { good }, datasets, metrics = new[] { "mrr", "recall@5" } });

        var later = (await _api.Post($"{Path}/{made["id"]}/refresh")).Is(HttpStatusCode.Created);

        Assert.Equal(((string?)made["id"], "<b>밤</b> 🙂"), ((string?)later["createdFrom"], (string?)later["name"]));
        Assert.NotEqual(Result(made, good), Result(later, good));
        Assert.Equal(Result(made, poor), Result(later, poor));
        Assert.Equal(0.05, (double)later["cells"][0]!["comparisons"]![0]!["power"]!["forDifference"]!);
        Assert.Equal(Result(made, good), Result((await _api.Get($"{Path}/{made["id"]}")).Is(HttpStatusCode.OK), good));
        (await _api.Post($"{Path}/cmp_none/refresh")).Is(HttpStatusCode.NotFound);

        static string? Result(Answer answer, string system) => answer["cells"][0]!["ranking"]!.AsArray().Where(entry => (string?)entry!["system"] == system).Select(static entry => (string?)entry!["resultId"]).Single();
    }

    [Fact]
    public async Task Create_OneCellThatCannotBe_IsRefusedThereAndTheOthersStand()
    {
        var (datasets, _, _) = await Measure(1);
        var empty = await _api.UploadDataset();

        var made = (await _api.Post(Path, new { datasets = new[] { datasets[0], empty }, metrics = new[] { "mrr", "gm_map" } })).Is(HttpStatusCode.Created);

        Assert.Null((string?)made["cells"][0]!["refusal"]);
        Assert.Contains("geometric mean", (string?)made["cells"][1]!["refusal"], StringComparison.Ordinal);
        Assert.Contains("No result with mrr", (string?)made["cells"][2]!["refusal"], StringComparison.Ordinal);
        Assert.Null(made.Json["overall"]);
        (await _api.Get($"{Path}/{made["id"]}")).Is(HttpStatusCode.OK);
        Assert.Contains("No result with mrr", (await _api.Post(Path, new { datasets = new[] { empty }, metrics = new[] { "mrr" } })).Is(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_OneSystemOnly_SaysThatThereIsNothingToCompare()
    {
        var (datasets, good, _) = await Measure(1);
        var made = (await _api.Post(Path, new { datasets, metrics = new[] { "mrr" }, systems = new[] { good } })).Is(HttpStatusCode.Created);

        Assert.Single(made["cells"][0]!["ranking"]!.AsArray());
        Assert.Contains("nothing to compare it with", (string?)made["cells"][0]!["notes"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_AllScoresEqual_SaysSoAndPlansNothing()
    {
        var (dataset, one, other) = (await _api.UploadDataset(), await _api.Register(fixture.Rag, "one"), await _api.Register(fixture.Rag, "other"));
        await _api.Run(new { systems = new[] { one, other }, datasets = new[] { dataset }, metrics = new[] { "mrr" } });

        var cell = (await _api.Post(Path, new { datasets = new[] { dataset }, metrics = new[] { "mrr" }, tests = new[] { "ttest", "wilcoxon", "sign", "randomization" } })).Is(HttpStatusCode.Created)["cells"][0]!;

        Assert.Contains("nothing tells them apart", (string?)cell["notes"]![0], StringComparison.Ordinal);
        Assert.Equal((0, null), ((double)cell["comparisons"]![0]!["difference"]!, cell["comparisons"]![0]!["power"]));
        Assert.Equal([1, 1], cell["ranking"]!.AsArray().Select(static entry => (int)entry!["rank"]!));
    }

    [Fact]
    public async Task Create_DatasetDeletedSince_StillReadsAndRefreshes()
    {
        var (datasets, _, _) = await Measure(1);
        var made = (await _api.Post(Path, new { datasets, metrics = new[] { "mrr" } })).Is(HttpStatusCode.Created);
        (await _api.Delete($"/api/v1/datasets/{datasets[0]}")).Is(HttpStatusCode.OK);

        (await _api.Get($"{Path}/{made["id"]}")).Is(HttpStatusCode.OK);
        var later = (await _api.Post($"{Path}/{made["id"]}/refresh")).Is(HttpStatusCode.Created);
        Assert.Contains("was deleted", (string?)later["cells"][0]!["notes"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_ResultsOfTwoVersions_ArePairedOnTheItemsTheyShare()
    {
        var (datasets, good, poor) = await Measure(1);
        var former = (await _api.Get($"/api/v1/results?datasetId={datasets[0]}&systemId={poor}"))["items"][0]!;
        (await _api.Upload("/api/v1/datasets", null, Scenes.Parts(datasets[0], qrels: "query-id\tcorpus-id\tscore\nq3\td4\t1\nq1\td1\t2\nq2\td1\t1\n"))).Is(HttpStatusCode.Created);
        await _api.Run(new { systems = new[] { good }, datasets, metrics = new[] { "mrr", "recall@5" } });
        var latter = (await _api.Get($"/api/v1/results?datasetId={datasets[0]}&systemId={good}"))["items"][0]!;

        // q2 is judged otherwise in version 2, so q1 and q3 are left. The good one has 1 and 1/4, the poor one nothing.
        var cell = (await _api.Post(Path, new { metrics = new[] { "mrr" }, results = new[] { former["id"], latter["id"] } })).Is(HttpStatusCode.Created)["cells"][0]!;
        Assert.Equal([(2, 0.625), (2, 0.0)], cell["ranking"]!.AsArray().Select(static entry => ((int)entry!["n"]!, (double)entry["value"]!)));
        Assert.Contains("Paired on the 2 items that all versions share", (string?)cell["notes"]![0], StringComparison.Ordinal);

        var items = (await _api.Get($"{Path}/items?a={former["id"]}&b={latter["id"]}&metric=mrr")).Is(HttpStatusCode.OK);
        Assert.Equal([-1.0, -0.25], items["items"].AsArray().Select(static item => (double)item!["difference"]!));
        Assert.Contains("Paired on the 2 items", (string?)items["notes"][0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"metrics":["mrr"]}""", "datasets")]
    [InlineData("""{"datasets":["DATASET"],"metrics":["mrr"],"alpha":0}""", "alpha")]
    [InlineData("""{"datasets":["DATASET"],"metrics":["mrr"],"difference":-1}""", "difference")]
    [InlineData("""{"datasets":["DATASET"],"metrics":["mrr"],"power":0.01}""", "power")]
    [InlineData("""{"datasets":["DATASET"],"metrics":["mrr"],"resamples":1}""", "resamples")]
    [InlineData("""{"datasets":["DATASET"],"metrics":[null]}""", "metrics")]
    [InlineData("""{"datasets":["DATASET"],"metrics":["nonsense"]}""", null)]
    public async Task Create_WrongBody_IsRefusedWithTheField(string body, string? field)
    {
        var dataset = await _api.UploadDataset();
        var refused = (await _api.PostText(Path, body.Replace("DATASET", dataset, StringComparison.Ordinal))).Is(HttpStatusCode.BadRequest);

        Assert.True(field is null || field == (string?)refused["field"], refused.Text);
    }

    [Fact]
    public async Task Create_UnknownTestOrCorrection_IsRefused()
    {
        var (datasets, _, _) = await Measure(1);

        Assert.Contains("'magic'", (await _api.Post(Path, new { datasets, metrics = new[] { "mrr" }, tests = new[] { "magic" } })).Is(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Contains("'magic'", (await _api.Post(Path, new { datasets, metrics = new[] { "mrr" }, correction = "magic" })).Is(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
    }

    private async Task<(string[] Datasets, string Good, string Poor)> Measure(int datasets)
    {
        await using var rag = await FakeRag.Start(isOpen: true, "d3");
        string[] names = await Task.WhenAll(Enumerable.Range(0, datasets).Select(_ => _api.UploadDataset()));
        var (good, poor) = (await _api.Register(fixture.Rag, "good"), await _api.Register(rag, "poor"));
        await _api.Run(new { systems = new[] { good, poor }, datasets = names, metrics = new[] { "mrr", "recall@5" } });
        return (names, good, poor);
    }
}
