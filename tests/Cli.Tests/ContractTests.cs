using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests;

/// <summary>What scripts rely on: commands, fields and exit codes.</summary>
public sealed partial class ContractTests(Bench bench)
{
    [Fact]
    public async Task Version_Asked_IsOneLine() =>
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", (await Shell.Run("--version")).Succeeded().Output);

    [Fact]
    public async Task SystemsAdd_GoodService_ShowsTheSystem()
    {
        var hub = await bench.Hub;
        var service = await bench.Service("bm25");

        var system = (await hub.Run("systems", "add", "added by hand", "--kind", "rag", "--url", service.Url, "--top-k", "20", "--json")).Json;

        Assert.StartsWith("sys_", (string?)system["id"]);
        Assert.Equal(("added by hand", "rag", 20), ((string?)system["name"], (string?)system["kind"], (int)system["topK"]!));
        (await hub.Run("systems", "remove", "added by hand", "--json")).Succeeded();
    }

    [Fact]
    public async Task DatasetsImportBeir_SameFolderTwice_IsTheSameVersion()
    {
        var hub = await bench.Hub;

        var first = (await hub.Run("datasets", "import", "beir", Shell.Collection, "--name", "imported twice", "--json")).Json;
        var second = (await hub.Run("datasets", "import", "beir", Shell.Collection, "--name", "imported twice", "--json")).Json;

        Assert.StartsWith("ds_", (string?)first["id"]);
        Assert.Equal((60, 200, 1), ((int)first["items"]!, (int)first["documents"]!, (int)first["version"]!));
        Assert.Equal(((string?)first["id"], 1), ((string?)second["id"], (int)second["version"]!));
    }

    [Fact]
    public async Task Run_WaitJson_HasWhatScriptsRead()
    {
        var job = (await bench.Run).Json;

        Assert.StartsWith("job_", (string?)job["id"]);
        Assert.Equal("completed", (string?)job["status"]);
        var results = job["results"]!.AsArray();
        Assert.Equal(["bm25", "char-ngram", "tfidf"], results.Select(static result => (string?)result!["system"]).Order());
        Assert.All(results, static result =>
        {
            Assert.StartsWith("res_", (string?)result!["id"]);
            Assert.Equal(Bench.Dataset, (string?)result["dataset"]);
            Assert.Equal(Bench.Metrics, result["metrics"]!.AsObject().Select(static metric => metric.Key));
            Assert.All(result["metrics"]!.AsObject(), static metric =>
            {
                var (low, value, high) = ((double)metric.Value!["ciLow"]!, (double)metric.Value["value"]!, (double)metric.Value["ciHigh"]!);
                Assert.True(low is > 0 && low < value && value < high && high < 1, metric.Value.ToJsonString());
                Assert.Equal((60, 0), ((int)metric.Value["n"]!, (int)metric.Value["errors"]!));
            });
        });
        var again = await (await bench.Hub).Get($"/api/v1/batch/jobs/{job["id"]}");
        Assert.Equal(((string?)job["id"], "completed"), ((string?)again["id"], (string?)again["status"]));
    }

    [Fact]
    public async Task ResultsShow_PerItem_ListsEveryItemOnceAndItsMeansAreTheResult()
    {
        var result = await Result("bm25");
        var shown = await (await bench.Hub).Run("results", "show", Id(result), "--per-item", "--json");

        var items = shown.Json["items"]!.AsArray();
        Assert.Equal(60, items.Select(static item => (string?)item!["itemId"]).Distinct().Count());
        Assert.Equal(60, items.Count);
        Assert.All(items, static item => Assert.Null(item!["error"]));
        Assert.All(Bench.Metrics, metric => Assert.Equal(
            (double)result["metrics"]![metric]!["value"]!, items.Average(item => (double)item!["scores"]![metric]!), 1e-14));
    }

    [Fact]
    public async Task Numbers_AsWritten_RoundTrip()
    {
        var shown = await (await bench.Hub).Run("results", "show", Id(await Result("tfidf")), "--per-item", "--json");

        // The shortest text that reads back as the same double is what "R" writes; a shorter one has lost digits.
        var written = Number().Matches((await bench.Run).Output + shown.Output).Select(static match => match.Value).ToList();
        Assert.NotEmpty(written);
        Assert.All(written, static text => Assert.Equal(
            text, double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture), ignoreCase: true));
    }

    [Fact]
    public async Task ImportTrec_OwnExport_ScoresTheSameToTheLastBit()
    {
        var hub = await bench.Hub;
        using var folder = new TempFolder();
        var result = await Result("char-ngram");
        var run = folder.File("own.run", (await hub.Run("export", "run", Id(result), "--format", "trec")).Succeeded().Output);

        var job = (await hub.Run(
            "import", "trec", run, "--dataset", Bench.Dataset, "--name", "recorded", "--metric", "ndcg@10", "--metric", "recall@5", "--json")).Json;

        Assert.Equal("completed", (string?)job["status"]);
        var imported = Assert.Single(job["results"]!.AsArray())!;
        Assert.Equal("recorded", (string?)imported["system"]);
        Assert.Equal(await Scores(hub, Id(result)), await Scores(hub, Id(imported)));
        (await hub.Run("systems", "remove", "recorded", "--json")).Succeeded();
    }

    [Fact]
    public async Task Export_RunAndQrels_AreTrecFiles()
    {
        var hub = await bench.Hub;
        var run = (await hub.Run("export", "run", Id(await Result("bm25")), "--format", "trec")).Succeeded().Output;
        var qrels = (await hub.Run("export", "qrels", Bench.Dataset, "--format", "trec")).Succeeded().Output;

        Assert.All(Lines(run), static line => Assert.Matches(@"^\S+ Q0 \S+ [1-9]\d* \S+ bm25$", line));
        Assert.All(Lines(qrels), static line => Assert.Matches(@"^\S+ 0 \S+ \d+$", line));
        Assert.Equal(60, Lines(qrels).Select(static line => line.Split(' ')[0]).Distinct().Count());
    }

    [Fact]
    public async Task Compare_LatestOrNamedResults_RanksAndTests()
    {
        var hub = await bench.Hub;
        string[] ids = [Id(await Result("bm25")), Id(await Result("char-ngram"))];

        var named = (await hub.Run("compare", "--dataset", Bench.Dataset, "--metric", "ndcg@10", "--result", ids[0], "--result", ids[1], "--json")).Json;
        var latest = (await hub.Run("compare", "--dataset", Bench.Dataset, "--metric", "ndcg@10", "--system", "bm25", "--system", "char-ngram", "--json")).Json;

        Assert.Equal(ids.Order(), named["ranking"]!.AsArray().Select(static entry => (string?)entry!["resultId"]).Order());
        var pair = Assert.Single(named["comparisons"]!.AsArray())!;
        Assert.All(["a", "b", "difference", "p", "pAdjusted", "significant"], field => Assert.NotNull(pair[field]));
        Assert.Equal(Tested(pair), Tested(Assert.Single(latest["comparisons"]!.AsArray())!));
    }

    [Fact]
    public async Task SampleRag_Stats_CountsRetrieveCalls()
    {
        var service = await bench.Service("bm25");
        await bench.Run;

        Assert.InRange((int)(await service.Stats())["retrieveCount"]!, 60, int.MaxValue);
    }

    [Theory]
    [InlineData("systems list")]
    [InlineData("systems show bm25")]
    [InlineData("systems check bm25")]
    [InlineData("datasets list")]
    [InlineData("datasets show ko-en")]
    [InlineData("datasets preview ko-en")]
    [InlineData("jobs list")]
    [InlineData("results list")]
    [InlineData("metrics list")]
    [InlineData("metrics show ndcg")]
    public async Task Command_WithAndWithoutJson_AnswersScriptsAndPeople(string command)
    {
        var hub = await bench.Hub;
        await bench.Run;

        Assert.NotNull((await hub.Run([.. command.Split(' '), "--json"])).Json);
        var readable = (await hub.Run(command.Split(' '))).Succeeded();
        Assert.NotEmpty(readable.Output);
        Assert.DoesNotContain('\u001b', readable.Output);
    }

    [Fact]
    public async Task Leaderboard_Json_RanksThree()
    {
        await bench.Run;
        var board = (await (await bench.Hub).Run("leaderboard", Bench.Dataset, "--metric", "recall@5", "--json")).Succeeded();

        Assert.True(JsonNode.Parse(board.Output)!.AsArray().Count >= 3);
    }

    [Fact]
    public async Task Hub_HealthEndpoints_Answer()
    {
        var hub = await bench.Hub;

        Assert.Equal(HttpStatusCode.OK, (await hub.Http.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await hub.Http.GetAsync("/health/ready")).StatusCode);
    }

    private async Task<JsonNode> Result(string system) =>
        (await bench.Run).Json["results"]!.AsArray().Single(result => (string?)result!["system"] == system)!;

    /// <summary>Whichever of the two stands first.</summary>
    private static (double, double, double, bool) Tested(JsonNode pair) =>
        (Math.Abs((double)pair["difference"]!), (double)pair["p"]!, (double)pair["pAdjusted"]!, (bool)pair["significant"]!);

    private static string Id(JsonNode result) => (string)result["id"]!;

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<IEnumerable<string>> Scores(ServedHub hub, string result) =>
        (await hub.Run("results", "show", result, "--per-item", "--json")).Json["items"]!.AsArray()
            .Select(static item => $"{item!["itemId"]} {item["scores"]!.ToJsonString(JsonSerializerOptions.Default)}");

    [GeneratedRegex(@"(?<=[:\[,])-?\d+\.\d+([eE][-+]?\d+)?(?=[,\]}])", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
