using System.Net;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Comparisons;

public sealed class ComparisonEndpointsTests(HubFixture fixture)
{
    private const string Path = "/api/v1/comparisons";

    private readonly HubCaller _api = fixture.Api;

    [Fact]
    public async Task Compare_TwoSystems_RanksAndTestsThem()
    {
        var (dataset, good, poor) = await Measure();
        var comparison = (await _api.Post($"{Path}/systems", new { dataset, systems = new[] { poor, good }, metric = "mrr" })).Is(HttpStatusCode.OK);

        Assert.Equal((dataset, 1, "mrr"), ((string?)comparison["dataset"], (int)comparison["version"], (string?)comparison["metric"]));
        Assert.Equal([good, poor], comparison["ranking"].AsArray().Select(static entry => (string?)entry!["system"]));
        Assert.Equal([1, 2], comparison["ranking"].AsArray().Select(static entry => (int)entry!["rank"]!));

        // The poor one answers d3 alone: relevant to q2 only, so its MRR is 1/3 against 1.75/3.
        // Per item the good one wins q1 (1 to 0) and q3 (1/4 to 0) and loses q2 (1/2 to 1).
        var pair = Assert.Single(comparison["comparisons"].AsArray())!;
        var sign = (string?)pair["a"] == good ? 1 : -1;
        Assert.Equal(sign * 0.75 / 3, (double)pair["difference"]!, precision: 12);
        Assert.Equal(sign == 1 ? (2, 0, 1) : (1, 0, 2), ((int)pair["wins"]!, (int)pair["ties"]!, (int)pair["losses"]!));
        Assert.InRange((double)pair["p"]!, 0, 1);
        Assert.False((bool)pair["significant"]!);
        Assert.Equal((double)pair["pAdjusted"]!, (double)comparison["significanceTests"][$"{pair["a"]}_vs_{pair["b"]}"]!["pValue"]!);
    }

    [Fact]
    public async Task Compare_AsTheSeedWritesIt_DefaultsToRecallAt5()
    {
        var (dataset, good, poor) = await Measure();
        var comparison = await _api.PostText($"{Path}/systems", $$"""{"system_ids":["{{good}}","{{poor}}"],"dataset_id":"{{dataset}}","metric_name":"recall","k_value":5}""");

        Assert.Equal("recall@5", (string?)comparison.Is(HttpStatusCode.OK)["metric"]);
        Assert.Equal("recall@5", (string?)(await _api.Post($"{Path}/systems", new { dataset })).Is(HttpStatusCode.OK)["metric"]);
    }

    [Fact]
    public async Task Compare_NamedResults_ComparesThose()
    {
        var (dataset, good, _) = await Measure();
        var results = (await _api.Get($"/api/v1/results?datasetId={dataset}"))["items"].AsArray().Select(static result => (string)result!["id"]!).ToArray();
        var comparison = (await _api.Post($"{Path}/systems", new { dataset, metric = "mrr", results })).Is(HttpStatusCode.OK);

        Assert.Equal(good, (string?)comparison["ranking"][0]!["system"]);
    }

    [Fact]
    public async Task Leaderboard_IsAListOfEntries()
    {
        var (dataset, good, _) = await Measure();
        var bySeed = (await _api.Get($"{Path}/leaderboard/{dataset}?metric=recall&k=5")).Is(HttpStatusCode.OK);
        var byName = (await _api.Get($"{Path}/leaderboard/{dataset}?metric=mrr")).Is(HttpStatusCode.OK);
        var csv = (await _api.Get($"{Path}/leaderboard/{dataset}?metric=mrr&format=csv")).Is(HttpStatusCode.OK);

        Assert.Equal(2, bySeed.Json.AsArray().Count);
        Assert.Equal((good, 1, 3), ((string?)byName.Json[0]!["system"], (int)byName.Json[0]!["rank"]!, (int)byName.Json[0]!["n"]!));
        Assert.NotNull(byName.Json[0]!["evaluatedAt"]);
        Assert.StartsWith("rank,rankLow,rankHigh,system,", csv.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_AsCsv_IsATableOfPairs()
    {
        var (dataset, _, _) = await Measure();
        var csv = (await _api.Post($"{Path}/systems?format=csv", new { dataset, metric = "mrr" })).Is(HttpStatusCode.OK);

        Assert.Equal(2, csv.Text.TrimEnd().Split("\r\n").Length);
    }

    [Fact]
    public async Task Compare_OtherTestsAndCorrection_AreShownAndNamedInTheMethod()
    {
        var (dataset, _, _) = await Measure();
        var comparison = (await _api.Post($"{Path}/systems", new { dataset, metric = "mrr", tests = new[] { "wilcoxon", "randomization" }, correction = "bh" })).Is(HttpStatusCode.OK);

        var tests = comparison["comparisons"][0]!["tests"]!.AsArray();
        Assert.Equal(["wilcoxon", "randomization"], tests.Select(static test => (string?)test!["test"]));
        Assert.Equal(tests[0]!["p"]!.ToString(), comparison["comparisons"][0]!["p"]!.ToString());
        Assert.Contains("by bh, which holds the false discovery rate", (string?)comparison["method"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_UnknownTestOrOneThatDoesNotFit_SaysWhich()
    {
        var (dataset, _, _) = await Measure();

        Assert.Contains("There is no paired test 'magic'", (await _api.Post($"{Path}/systems", new { dataset, metric = "mrr", tests = new[] { "magic" } })).Is(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Contains("There is no correction 'magic'", (await _api.Post($"{Path}/systems", new { dataset, metric = "mrr", correction = "magic" })).Is(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        Assert.Contains("geometric mean", (await _api.Post($"{Path}/systems", new { dataset, metric = "gm_map" })).Is(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_NothingMeasured_Is422() =>
        (await _api.Post($"{Path}/systems", new { dataset = await _api.UploadDataset() })).Is(HttpStatusCode.UnprocessableEntity);

    [Theory]
    [InlineData("""{"metric":"mrr"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"dataset":"nothing"}""", HttpStatusCode.NotFound)]
    [InlineData("""{"dataset":"nothing","alpha":"high"}""", HttpStatusCode.BadRequest)]
    public async Task Compare_WrongBody_IsRefused(string body, HttpStatusCode status) => (await _api.PostText($"{Path}/systems", body)).Is(status);

    [Fact]
    public async Task Compare_WrongSettings_Are400()
    {
        var dataset = await _api.UploadDataset();

        Assert.Equal("alpha", (string?)(await _api.Post($"{Path}/systems", new { dataset, alpha = 1.5 })).Is(HttpStatusCode.BadRequest)["field"]);
        (await _api.Post($"{Path}/systems", new { dataset, metric = "nonsense" })).Is(HttpStatusCode.BadRequest);
        (await _api.Get($"{Path}/leaderboard/{dataset}?metric=recall&k=0")).Is(HttpStatusCode.BadRequest);
    }

    private async Task<(string Dataset, string Good, string Poor)> Measure()
    {
        await using var rag = await FakeRag.Start(isOpen: true, "d3");
        var (dataset, good, poor) = (await _api.UploadDataset(), await _api.Register(fixture.Rag, "good"), await _api.Register(rag, "poor"));
        await _api.Run(new { systems = new[] { good, poor }, datasets = new[] { dataset }, metrics = new[] { "mrr", "recall@5" } });
        return (dataset, good, poor);
    }
}
