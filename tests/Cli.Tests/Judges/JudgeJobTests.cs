using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Judges;

/// <summary>Judges and rescoring through the whole path: a real hub, a model that answers and another one that judges, each counting what it is asked.</summary>
public sealed class JudgeJobTests : IDisposable
{
    private const int Concurrency = 8;
    private const string Yes = """{"reason": "It is right.", "verdict": "yes"}""";

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Rescore_WithOtherMetricsThenAJudgeThenAnotherVersion_NeverAsksTheModelAgain()
    {
        await using var model = await ModelService.Start("--answer", "4");
        await using var judge = await ModelService.Start("--replay", Verdicts(20));
        await using var hub = await Prepared(model, judge, items: 20);
        var first = await Result(hub, await Run(hub, "--system", "model"));
        (await hub.Run("judges", "add", "strict", "--system", "judge", "--built-in", "binary")).Succeeded();

        var other = await Result(hub, await Rescored(hub, first, "--metric", "token_f1"));
        Assert.Equal((1.0, 0m, (string)first["id"]!), ((double)Only(other)["value"]!, (decimal)other["spent"]!["dollars"]!, (string)other["rescoredFrom"]!));

        // Every second verdict is yes: 10 / 20.
        var judged = await Result(hub, await Rescored(hub, first, "--judge", "strict"));
        Assert.Equal((0.5, 20), ((double)judged["metrics"]!["judge:strict"]!["value"]!, (int)judged["metrics"]!["judge:strict"]!["n"]!));
        Assert.Contains("judge-model=j", (string)judged["metrics"]!["judge:strict"]!["signature"]!, StringComparison.Ordinal);
        Assert.Equal(20, Asked(await judge.Stats()).Total);
        var item = (await hub.Get($"/api/v1/results/{judged["id"]}/items?limit=1"))["items"]![0]!["findings"]![0]!;
        Assert.Equal(("strict", 1.0, "Number 0."), ((string)item["judge"]!, (double)item["value"]!, (string)item["reason"]!));

        // The same again costs nothing; another version is another instrument.
        await Rescored(hub, first, "--judge", "strict");
        Assert.Equal(20, Asked(await judge.Stats()).Total);
        var changed = _folder.File("strict.yaml", "name: strict\nkind: binary\ncriteria: The answer is a number.\n");
        Assert.Equal(2, (int)(await hub.Run("judges", "add", "strict", "--system", "judge", "--definition", changed, "--json")).Json["version"]!);
        var again = await Result(hub, await Rescored(hub, first, "--judge", "strict"));
        Assert.Equal((40, 1), Asked(await judge.Stats()));
        Assert.NotEqual((string)judged["metrics"]!["judge:strict"]!["signature"]!, (string)again["metrics"]!["judge:strict"]!["signature"]!);
        Assert.Equal(20, Asked(await model.Stats()).Total);
    }

    [Fact]
    public async Task Run_AJudgeThatComparesEmbeddings_EmbedsOnceAndMeasuresItsFamily()
    {
        await using var model = await ModelService.Start("--answer", "4");
        await using var judge = await ModelService.Start("--answer", $$"""{"noncommittal": false, "questions": ["{{Question(0)}}", "{{Question(0)}}", "{{Question(0)}}"]}""");
        await using var hub = await Prepared(model, judge, items: 2);
        (await hub.Run("systems", "add", "embedder", "--url", judge.Url, "--model", "j", "--embedding-model", "e")).Succeeded();
        (await hub.Run("judges", "add", "relevant", "--system", "embedder", "--built-in", "answer_relevance")).Succeeded();
        await judge.Http.DeleteAsync("/stats", TestContext.Current.CancellationToken);

        var result = await Result(hub, await Run(hub, "--system", "model", "--metric", "answer_relevance", "--judge", "relevant"));

        // The questions are those of item 0 word for word; item 1 asks for another number.
        var items = (await hub.Get($"/api/v1/results/{result["id"]}/items"))["items"]!.AsArray();
        Assert.Equal(1.0, (double)items[0]!["scores"]!["answer_relevance"]!, 6);
        Assert.InRange((double)items[1]!["scores"]!["answer_relevance"]!, 0.1, 0.99);
        Assert.Equal((double)items[1]!["scores"]!["answer_relevance"]!, (double)items[1]!["scores"]!["judge:relevant"]!);
        var asked = Asked(await judge.Stats()).Total;
        await Run(hub, "--system", "model", "--metric", "answer_relevance", "--judge", "relevant");
        Assert.Equal(asked, Asked(await judge.Stats()).Total);
    }

    [Fact]
    public async Task Rescore_APartialResult_StaysPartial()
    {
        await using var model = await ModelService.Start("--answer", "4");
        await using var judge = await ModelService.Start("--answer", Yes);
        await using var hub = await Prepared(model, judge, items: 200);
        var partial = await Result(hub, await Run(hub, "--system", "model", "--max-tokens", "2000"));

        var rescored = await Result(hub, await Rescored(hub, partial, "--metric", "token_f1"));

        Assert.InRange((int)partial["asked"]!, 1, 199);
        Assert.Equal(((int)partial["asked"]!, (string)partial["ended"]!), ((int)rescored["asked"]!, (string)rescored["ended"]!));
        Assert.Equal((int)partial["asked"]!, (int)Only(rescored)["n"]!);
    }

    [Fact]
    public async Task Run_AJudgeThatAlwaysSaysMaybe_CompletesWithoutANumberAndCountsIt()
    {
        await using var model = await ModelService.Start("--answer", "4");
        await using var judge = await ModelService.Start("--answer", "maybe");
        await using var hub = await Prepared(model, judge, items: 10);
        (await hub.Run("judges", "add", "unsure", "--system", "judge", "--built-in", "binary")).Succeeded();

        var result = await Result(hub, await Run(hub, "--system", "model", "--judge", "unsure"));

        // Each verdict is asked for three times: at first and twice more.
        var (metric, summary) = (result["metrics"]!["judge:unsure"]!, result["judges"]![0]!);
        Assert.Null((double?)metric["value"]);
        Assert.Equal((0, 10), ((int)metric["n"]!, (int)metric["undefined"]!));
        Assert.Equal((10, 10, 30, 30), ((int)summary["judged"]!, (int)summary["undefined"]!, (int)summary["malformed"]!, (int)summary["asked"]!));
        Assert.Equal(1.0, (double)result["metrics"]!["exact_match(norm=squad)"]!["value"]!);
        var finding = (await hub.Get($"/api/v1/results/{result["id"]}/items?limit=1"))["items"]![0]!["findings"]![0]!;
        Assert.Null((double?)finding["value"]);
        Assert.Equal(3, finding["malformed"]!.AsArray().Count);
    }

    [Fact]
    public async Task Run_APairwiseJudge_NeedsAnOpponentOnTheSameItemsAndSeesWhereTheOrderDecides()
    {
        await using var model = await ModelService.Start("--answer", "4");
        await using var judge = await ModelService.Start("--answer", """{"reason": "The first one.", "winner": "first"}""");
        await using var hub = await Prepared(model, judge, items: 10);
        (await hub.Run("judges", "add", "duel", "--system", "judge", "--built-in", "pairwise")).Succeeded();
        var opponent = await Result(hub, await Run(hub, "--system", "model"));
        (await hub.Run("datasets", "import", "task", "open-qa", Records(3), "--name", "fewer")).Succeeded();

        Assert.Contains("compares two answers", (await hub.Run("run", "--system", "model", "--dataset", "sums", "--judge", "duel")).Refusal(), StringComparison.Ordinal);
        Assert.Contains(
            "other items", (await hub.Run("run", "--system", "model", "--dataset", "fewer", "--judge", "duel", "--against", (string)opponent["id"]!)).Refusal(), StringComparison.Ordinal);
        var result = await Result(hub, await Run(hub, "--system", "model", "--judge", "duel", "--against", (string)opponent["id"]!));

        // Whoever stands first wins, so the order decides every pair and each counts 1/2.
        Assert.Equal((0.5, 10), ((double)result["metrics"]!["judge:duel"]!["value"]!, (int)result["judges"]![0]!["orderDecided"]!));
        Assert.Contains($"against={opponent["id"]}", (string)result["metrics"]!["judge:duel"]!["signature"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TwoJudges_SayHowFarTheyAgreeAndWhatTheyCost()
    {
        await using var model = await ModelService.Start("--answer", "4");
        await using var judge = await ModelService.Start("--replay", Verdicts(20));
        await using var kind = await ModelService.Start("--answer", Yes);
        await using var hub = await Prepared(model, judge, items: 20);
        (await hub.Run("systems", "add", "kind", "--url", kind.Url, "--model", "k")).Succeeded();
        (await hub.Run("prices", "set", "j", "--input", "1", "--output", "1")).Succeeded();
        (await hub.Run("judges", "add", "one", "--system", "judge", "--built-in", "binary")).Succeeded();
        (await hub.Run("judges", "add", "two", "--system", "kind", "--built-in", "binary")).Succeeded();

        var result = await Result(hub, await Run(hub, "--system", "model", "--judge", "one", "--judge", "two"));

        // One says yes to every second item, the other to all: kappa of a constant rater is 0.
        var agreement = result["agreements"]![0]!;
        Assert.Equal(("nominal", 20, 0.0), ((string)agreement["level"]!, (int)agreement["pairs"]![0]!["n"]!, (double)agreement["pairs"]![0]!["kappa"]!));
        var paid = result["judges"]!.AsArray().Single(static one => (string)one!["name"]! == "one")!;
        Assert.Equal(((long)paid["inputTokens"]! + (long)paid["outputTokens"]!) / 1_000_000m, (decimal)paid["costDollars"]!);
        Assert.Equal((decimal)paid["costDollars"]!, (decimal)result["spent"]!["dollars"]!);
    }

    [Fact]
    public async Task Serve_KilledWhileJudging_PaysAgainForNoVerdictThatWasCommitted()
    {
        const int Items = 240;
        const int Kills = 2;
        await using var model = await ModelService.Start("--answer", "4");
        await using var judge = await ModelService.Start("--answer", Yes, "--latency", "40ms");
        var hub = await Prepared(model, judge, Items);
        try
        {
            (await hub.Run("judges", "add", "strict", "--system", "judge", "--built-in", "binary")).Succeeded();
            var first = await Result(hub, await Run(hub, "--system", "model"));
            var job = (string)(await hub.Post($"/api/v1/results/{first["id"]}/rescore", new JsonObject { ["judges"] = new JsonArray("strict") }))["id"]!;
            for (var kill = 1; kill <= Kills; kill++)
            {
                var wanted = Items * kill / (Kills + 1);
                await Deadline.Until(async () => Asked(await judge.Stats()).Total >= wanted, Deadline.Usual, () => $"The judge was not asked {wanted} times.");
                await hub.Kill();
                await hub.DisposeAsync();
                hub = await ServedHub.Start(_folder.Path);
            }

            var result = await Result(hub, await hub.Finished(job));
            Assert.Equal((1.0, Items), ((double)result["metrics"]!["judge:strict"]!["value"]!, (int)result["metrics"]!["judge:strict"]!["n"]!));

            // A kill wastes the verdicts of the last 50 ms, 8 x (50 + 40)/40 = 18 of them, and the 8 calls in flight.
            Assert.InRange(Asked(await judge.Stats()).Total, Items, Items + (Kills * (18 + Concurrency)));
            Assert.Equal((Items, 1), Asked(await model.Stats()));
        }
        finally
        {
            await hub.DisposeAsync();
        }
    }

    [Fact]
    public async Task Calibrate_OnAGoldSet_TellsAgreementAndCostsNothingTheSecondTime()
    {
        await using var model = await ModelService.Start("--answer", "4");
        await using var judge = await ModelService.Start("--replay", Verdicts(20));
        await using var hub = await Prepared(model, judge, items: 2);
        (await hub.Run("judges", "add", "strict", "--system", "judge", "--built-in", "binary")).Succeeded();

        // The judge says yes to every second; people agree but for numbers 0 and 1, so 18 / 20. By chance half agree: (0.9 - 0.5) / 0.5 = 0.8.
        var gold = _folder.File("gold.jsonl", string.Concat(Enumerable.Range(0, 20).Select(static i => new JsonObject
        {
            ["question"] = Question(i),
            ["answer"] = "4",
            ["label"] = (i < 2 ? i == 1 : i % 2 == 0) ? "yes" : "no",
        }.ToJsonString() + "\n")));
        var report = (await hub.Run("judges", "calibrate", "strict", "--gold", gold, "--json")).Json["report"]!;
        Assert.Equal((0.9, 0.8), ((double)report["agreement"]!["value"]!, Math.Round((double)report["kappa"]!["value"]!, 12)));
        Assert.Equal((20, 0, 0), ((int)report["asked"]!, (int)report["cached"]!, (int)report["undefined"]!));

        // A label more is another gold set; only its own question is new to the judge.
        var more = _folder.File("more.jsonl", await File.ReadAllTextAsync(gold, TestContext.Current.CancellationToken) + "{\"question\": \"What is 7?\", \"answer\": \"7\", \"label\": 1}\n");
        var second = (await hub.Run("judges", "calibrate", "strict", "--gold", more, "--json")).Json["report"]!;
        Assert.Equal(20, (int)second["cached"]!);

        var bad = _folder.File("bad.jsonl", "{\"question\": \"q\", \"answer\": \"a\", \"label\": \"perhaps\"}\n");
        Assert.Contains("Item 1 has no label that could be one", (await hub.Run("judges", "calibrate", "strict", "--gold", bad)).Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("judges add x --system judge --built-in nothing", "BenchHub has no judge 'nothing' of its own; it has rubric, binary")]
    [InlineData("judges add x --system judge", "Give either a definition or one of BenchHub's own judges")]
    [InlineData("judges add x --system judge --built-in answer_relevance", "compares embeddings")]
    [InlineData("judges show x", "Judge 'x' does not exist")]
    [InlineData("run --system model --dataset sums --judge x", "Judge 'x' does not exist")]
    [InlineData("run --system model --dataset sums --metric judge:x", "There is no judge 'x' here")]
    [InlineData("results rescore res_none --metric token_f1", "Result 'res_none' does not exist")]
    public async Task Commands_ThatCannotMeanAnything_AreRefusedWithASentence(string command, string said)
    {
        await using var model = await ModelService.Start("--answer", "4");
        await using var hub = await Prepared(model, model, items: 2);

        Assert.Contains(said, (await hub.Run(command.Split(' '))).Refusal(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ServedHub> Prepared(ModelService model, ModelService judge, int items)
    {
        var hub = await ServedHub.Start(_folder.Path);
        (await hub.Run("systems", "add", "model", "--url", model.Url, "--model", "m")).Succeeded();
        (await hub.Run("systems", "add", "judge", "--url", judge.Url, "--model", "j")).Succeeded();
        (await hub.Run("datasets", "import", "task", "open-qa", Records(items), "--name", "sums")).Succeeded();
        await model.Http.DeleteAsync("/stats", TestContext.Current.CancellationToken);
        await judge.Http.DeleteAsync("/stats", TestContext.Current.CancellationToken);
        return hub;
    }

    private string Records(int items) => _folder.File(
        $"records{items}.jsonl", string.Concat(Enumerable.Range(0, items).Select(static i => $"{{\"question\": \"{Question(i)}\", \"answer\": \"4\"}}\n")));

    /// <summary>A judge who finds the question in what it is shown, and says yes to every second.</summary>
    private string Verdicts(int items) => _folder.File("verdicts.jsonl", string.Concat(Enumerable.Range(0, items).Select(static i => new JsonObject
    {
        ["input"] = Question(i),
        ["output"] = $$"""{"reason": "Number {{i}}.", "verdict": "{{(i % 2 == 0 ? "yes" : "no")}}"}""",
    }.ToJsonString() + "\n")));

    private static JsonNode Only(JsonNode result) => Assert.Single(result["metrics"]!.AsObject()).Value!;

    private static string Question(int i) => $"What is {i} + 4 - {i}?";

    private static async Task<JsonNode> Run(ServedHub hub, params string[] options) => (await hub.Run(["run", "--dataset", "sums", .. options, "--wait", "--json"])).Json;

    private static async Task<JsonNode> Rescored(ServedHub hub, JsonNode result, params string[] options) =>
        (await hub.Run(["results", "rescore", (string)result["id"]!, .. options, "--wait", "--json"])).Json;

    private static Task<JsonNode> Result(ServedHub hub, JsonNode job) => hub.Get($"/api/v1/results/{job["results"]![0]!["id"]}");

    private static (int Total, int MostOfOne) Asked(JsonNode stats) => ((int)stats["requests"]!["asked"]!, (int)stats["mostAskedOfOneRequest"]!);
}
