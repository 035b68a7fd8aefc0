using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Cli.Tests.Models;

/// <summary>Language models through the whole path: a real hub process asks a real server, which counts what it was asked.</summary>
public sealed class ModelJobTests : IDisposable
{
    private const int Concurrency = 8;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(40);

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Run_FourModelsOnGsm8k_ComeToTheKnownCountsAndAskEachQuestionOnce()
    {
        var records = SharedFolder.Find("data/gsm8k/test.jsonl");
        await using var mock = await ModelService.Start("--replay", SharedFolder.Find("data/gsm8k/example_model_solutions.jsonl"));
        await using var hub = await ServedHub.Start(_folder.Path);
        string[] models = ["6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"];
        foreach (var model in models)
        {
            (await hub.Run("systems", "add", model, "--kind", "llm", "--url", mock.Url, "--model", model)).Succeeded();
        }

        (await hub.Run("datasets", "import", "task", "gsm8k", records, "--name", "gsm8k")).Succeeded();
        await mock.Http.DeleteAsync("/stats", TestContext.Current.CancellationToken);
        var results = (await Run(hub, "gsm8k", [.. models.SelectMany(static model => new[] { "--system", model }), "--metric", "gsm8k_correct"]))["results"]!.AsArray();

        Assert.Equal(
            [("175b_finetuning", 458), ("175b_verification", 742), ("6b_finetuning", 286), ("6b_verification", 515)],
            results.Select(static result => ((string)result!["system"]!, (int)Math.Round(1319 * (double)result["metrics"]!["gsm8k_correct"]!["value"]!))).Order());
        Assert.Equal((4 * 1319, 1), Asked(await mock.Stats()));

        // The same again out of the cache, and everything anew without it.
        var cached = await Run(hub, "gsm8k", "--system", models[0]);
        var result = await hub.Get($"/api/v1/results/{cached["results"]![0]!["id"]}");
        Assert.Equal((1319, 0L), ((int)result["spent"]!["cached"]!, (long)result["spent"]!["inputTokens"]!));
        Assert.Equal(4 * 1319, Asked(await mock.Stats()).Total);
        await Run(hub, "gsm8k", "--system", models[0], "--no-cache");
        Assert.Equal((5 * 1319, 2), Asked(await mock.Stats()));
    }

    [Fact]
    public async Task Serve_KilledThreeTimes_PaysAgainForNoAnswerThatWasCommitted()
    {
        const int Items = 240;
        const int Kills = 3;
        await using var mock = await ModelService.Start("--answer", "4", "--latency", "40ms");
        var hub = await Prepared(mock, Items);
        try
        {
            var job = (string)(await hub.Post("/api/v1/batch/jobs", new JsonObject
            {
                ["systems"] = new JsonArray("model"),
                ["datasets"] = new JsonArray("sums"),
                ["concurrency"] = Concurrency,
            }))["id"]!;
            var lost = 0;
            for (var kill = 1; kill <= Kills; kill++)
            {
                await Asked(mock, Items * kill / (Kills + 1));
                await hub.Kill();
                await hub.DisposeAsync();
                lost = Asked(await mock.Stats()).Total - await Cached.Count(_folder);
                hub = await ServedHub.Start(_folder.Path);
            }

            var result = (await hub.Finished(job))["results"]![0]!;
            Assert.Equal((1.0, Items), ((double)result["metrics"]!["exact_match(norm=squad)"]!["value"]!, (int)result["metrics"]!["exact_match(norm=squad)"]!["n"]!));

            // What was asked and not committed is asked again, nothing else; of the calls in flight some may arrive after they were counted.
            Assert.InRange(Asked(await mock.Stats()).Total, Items + lost, Items + lost + Concurrency);
        }
        finally
        {
            await hub.DisposeAsync();
        }
    }

    [Fact]
    public async Task Run_BudgetOfTokens_EndsWithAPartialResultThatSaysSo()
    {
        await using var mock = await ModelService.Start("--answer", "4");
        await using var hub = await Prepared(mock, items: 200);

        var job = await Run(hub, "sums", "--system", "model", "--max-tokens", "2000");
        var result = await hub.Get($"/api/v1/results/{job["results"]![0]!["id"]}");

        Assert.InRange((int)result["asked"]!, 1, 199);
        Assert.InRange((long)result["spent"]!["inputTokens"]! + (long)result["spent"]!["outputTokens"]!, 1, 2000);
        Assert.Contains("The job may take 2,000 tokens", (string)result["ended"]!, StringComparison.Ordinal);
        var metric = result["metrics"]!["exact_match(norm=squad)"]!;
        Assert.Equal((1.0, (int)result["asked"]!), ((double)metric["value"]!, (int)metric["n"]!));
    }

    [Fact]
    public async Task Run_BudgetOfDollars_NeedsAPriceAndThenKeepsIt()
    {
        await using var mock = await ModelService.Start("--answer", "4");
        await using var hub = await Prepared(mock, items: 200);

        var unpriced = await hub.Run("run", "--system", "model", "--dataset", "sums", "--max-dollars", "0.01", "--wait", "--json");
        Assert.Contains("has no price", (string)JsonNode.Parse(unpriced.Output)!["tasks"]![0]!["message"]!, StringComparison.Ordinal);

        (await hub.Run("prices", "set", "m", "--input", "10", "--output", "30")).Succeeded();
        var job = await Run(hub, "sums", "--system", "model", "--max-dollars", "0.05");
        var result = await hub.Get($"/api/v1/results/{job["results"]![0]!["id"]}");

        Assert.InRange((decimal)result["spent"]!["dollars"]!, 0.00001m, 0.05m);
        Assert.Contains("The job may cost $0.05", (string)result["ended"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_LikelihoodsOfAModelThatTellsNone_SaysWhatIsMissing()
    {
        await using var mock = await ModelService.Start("--answer", "4");
        await using var hub = await Prepared(mock, items: 2);
        var definition = _folder.File("words.yaml", "name: words\nkind: likelihood\nprompt: question\ntarget: answer\nmetrics: [acc]\n");
        (await hub.Run("datasets", "import", "task", definition, Records(2), "--name", "words")).Succeeded();

        var failed = await hub.Run("run", "--system", "model", "--dataset", "words", "--wait", "--json");

        Assert.Contains("asks for the likelihood of texts, which 'model' does not tell", (string)JsonNode.Parse(failed.Output)!["tasks"]![0]!["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run --system model --dataset sums --metric ndcg@10", "measures a ranking, and 'sums' has none")]
    [InlineData("run --system model --dataset sums --metric perplexity", "perplexity")]
    [InlineData("datasets import task nothing RECORDS --name x", "there is no 'nothing'")]
    [InlineData("datasets import task humaneval RECORDS --name x", "records.jsonl, line 1: The task 'humaneval' cannot use it")]
    [InlineData("datasets import task mmlu-like RECORDS --name x", "records.jsonl, line 1: The task 'mmlu-like' cannot use it")]
    [InlineData("systems add other --kind llm --url URL", "A language model needs a field model")]
    [InlineData("systems add other --model m --provider nobody --url URL", "The provider is openai, anthropic, gemini or huggingface, not 'nobody'.")]
    public async Task Commands_ThatCannotMeanAnything_AreRefusedWithASentence(string command, string said)
    {
        await using var mock = await ModelService.Start("--answer", "4");
        await using var hub = await Prepared(mock, items: 2);

        string[] words = command.Replace("RECORDS", Records(2), StringComparison.Ordinal).Replace("URL", mock.Url, StringComparison.Ordinal).Split(' ');
        var refused = await hub.Run(words[0] == "run" ? [.. words, "--wait"] : words);

        Assert.NotEqual(0, refused.Code);
        Assert.Contains(said, refused.Output + refused.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ServedHub> Prepared(ModelService mock, int items)
    {
        var hub = await ServedHub.Start(_folder.Path);
        (await hub.Run("systems", "add", "model", "--url", mock.Url, "--model", "m")).Succeeded();
        (await hub.Run("datasets", "import", "task", "open-qa", Records(items), "--name", "sums")).Succeeded();
        await mock.Http.DeleteAsync("/stats", TestContext.Current.CancellationToken);
        return hub;
    }

    private string Records(int items) => _folder.File(
        "records.jsonl", string.Concat(Enumerable.Range(0, items).Select(static i => $"{{\"question\": \"What is {i} + 4 - {i}?\", \"answer\": \"4\"}}\n")));

    private static async Task<JsonNode> Run(ServedHub hub, string dataset, params string[] options) =>
        (await hub.Run(["run", "--dataset", dataset, .. options, "--wait", "--json"])).Json;

    private static Task Asked(ModelService mock, int count) => Deadline.Until(
        async () => Asked(await mock.Stats()).Total >= count, Deadline.Usual, () => $"The model was not asked {count} times.");

    private static (int Total, int MostOfOne) Asked(JsonNode stats) => ((int)stats["requests"]!["asked"]!, (int)stats["mostAskedOfOneRequest"]!);
}
