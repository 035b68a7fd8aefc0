using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Cli.Tests.Models;

/// <summary>Early stopping through the whole path; the model server counts what it was asked.</summary>
public sealed class EarlyStoppingTests : IDisposable
{
    private const int Problems = 1319;

    private static readonly string[] Models = ["6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"];

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Run_FourModelsOnGsm8k_SavesCallsAndRanksAsAllItemsDo()
    {
        await using var mock = await Replay();
        await using var hub = await Prepared(mock, Models);

        var job = await Run(hub, Models, "--stop-early", "--metric", "gsm8k_correct", "--stop-seed", "1");

        var early = job["earlyStopping"]![0]!;
        var (asked, items) = ((int)(await mock.Stats())["requests"]!["asked"]!, (int)early["items"]!);
        Assert.Equal((4 * Problems, asked), (items, items - (int)early["itemsSaved"]!));
        Assert.InRange(asked, 400, 0.6 * items);

        // All items: 742, 515, 458 and 286 right. What is decided agrees; 515 against 458 may remain open.
        Dictionary<string, int> right = new() { ["6b_finetuning"] = 286, ["6b_verification"] = 515, ["175b_finetuning"] = 458, ["175b_verification"] = 742 };
        var pairs = early["pairs"]!.AsArray();
        Assert.Equal(6, pairs.Count);
        foreach (var pair in pairs.Where(static pair => (string)pair!["verdict"]! == "difference"))
        {
            var (a, b) = ((string)pair!["a"]!, (string)pair["b"]!);
            Assert.Equal(right[a] > right[b] ? a : b, (string)pair["better"]!);
            Assert.InRange((double)(right[a] - right[b]) / Problems, (double)pair["low"]!, (double)pair["high"]!);
        }

        Assert.InRange(pairs.Count(static pair => (string)pair!["verdict"]! == "difference"), 5, 6);
        Assert.Contains("0.05/6 (Bonferroni)", (string)early["guarantee"]!, StringComparison.Ordinal);

        // The one that is best of all needed fewer items, says why, and has no interval of a fixed number of items.
        var best = await hub.Get($"/api/v1/results/{job["results"]!.AsArray().Single(static result => (string)result!["system"]! == "175b_verification")!["id"]}");
        Assert.StartsWith("Stopped early: by gsm8k_correct this system is better than '6b_finetuning'", (string)best["ended"]!, StringComparison.Ordinal);
        Assert.Equal(((int)best["asked"]!, true, 1), ((int)best["metrics"]!["gsm8k_correct"]!["n"]!, (bool)best["earlyStopping"]!["stopped"]!, (int)best["earlyStopping"]!["seed"]!));
        Assert.Null(best["metrics"]!["gsm8k_correct"]!["ciLow"]);
        var listed = (await hub.Run("results", "show", (string)best["id"]!, "--per-item", "--json")).Json["items"]!.AsArray();
        Assert.Equal((int)best["asked"]!, listed.Count);

        var compared = (await hub.Run("compare", "--dataset", "gsm8k", "--metric", "gsm8k_correct", "--json")).Json;
        var withBest = compared["comparisons"]!.AsArray().Where(static pair => (string)pair!["a"]! == "175b_verification").ToList();
        Assert.Equal(3, withBest.Count);
        Assert.All(withBest, static pair => Assert.Equal((null, null, false), ((double?)pair!["p"], (double?)pair["ciLow"], (bool)pair["significant"]!)));
        Assert.Contains(compared["notes"]!.AsArray(), static note => ((string)note!).StartsWith("'175b_verification' was stopped early", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Serve_KilledInTheMiddle_DecidesAsAnUndisturbedRun()
    {
        string[] systems = ["6b_verification", "175b_verification"];
        await using var mock = await Replay("--latency", "40ms");
        var hub = await Prepared(mock, systems);
        try
        {
            var undisturbed = await hub.Finished(await Submit(hub, systems));
            var pair = Decided(undisturbed);
            Assert.Equal(("difference", "175b_verification"), ((string)pair["verdict"]!, (string)pair["better"]!));
            Assert.InRange((int)pair["items"]!, 20, 600);

            // Killed about half way to the decision.
            var before = await Asked(mock);
            var job = await Submit(hub, systems);
            await Deadline.Until(async () => await Asked(mock) >= before + (int)pair["items"]!, Deadline.Usual, static () => "The models were not asked.");
            await hub.Kill();
            await hub.DisposeAsync();
            hub = await ServedHub.Start(_folder.Path);
            var resumed = await hub.Finished(job);

            Assert.Equal("completed", (string)resumed["status"]!);
            Assert.Equal(pair.ToJsonString(), Decided(resumed).ToJsonString());
            Assert.InRange((int)resumed["earlyStopping"]![0]!["itemsSaved"]!, 1, 2 * Problems);
        }
        finally
        {
            await hub.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("--system a --stop-early --stop-metric gsm8k_correct", "Early stopping compares systems; name 2 to 32 of them, not 1.")]
    [InlineData("--system a --system b --stop-early", "--stop-early needs a metric by which the systems are ranked")]
    [InlineData("--system a --system b --stop-margin 0.1", "add --stop-early")]
    [InlineData("--system a --system b --stop-early --stop-metric edit_distance", "has no least or no greatest value")]
    [InlineData("--system a --system b --stop-early --stop-metric perplexity", "perplexity")]
    [InlineData("--system a --system b --stop-early --stop-metric nonsense", "nonsense")]
    [InlineData("--system a --system b --stop-early --stop-metric gsm8k_correct --stop-alpha 1.5", "earlyStop.alpha is 1.5; it must lie between 0 and 1")]
    [InlineData("--system a --system b --stop-early --stop-metric gsm8k_correct --stop-margin -1", "earlyStop.margin is -1; it must be 0 or more")]
    [InlineData("--system a --system b --stop-early --stop-metric gsm8k_correct --stop-margin 1", "nothing would be asked")]
    [InlineData("--system a --system b --stop-early --stop-metric gsm8k_correct --metric exact_match", "stops early by gsm8k_correct, which it does not measure")]
    [InlineData("--system a --system b --stop-early --stop-metric accuracy --wait --json", "which it does not measure on")]
    public async Task Run_StoppingThatCannotBe_IsRefusedWithASentence(string options, string said)
    {
        await using var mock = await ModelService.Start("--answer", "4");
        await using var hub = await Prepared(mock, ["a", "b"]);

        var refused = await hub.Run(["run", "--dataset", "gsm8k", .. options.Split(' ')]);

        Assert.Equal(1, refused.Code);
        Assert.Contains(said, refused.Output + refused.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static Task<ModelService> Replay(params string[] more) =>
        ModelService.Start(["--replay", SharedFolder.Find("data/gsm8k/example_model_solutions.jsonl"), .. more]);

    private async Task<ServedHub> Prepared(ModelService mock, IEnumerable<string> systems)
    {
        var hub = await ServedHub.Start(_folder.Path);
        foreach (var system in systems)
        {
            (await hub.Run("systems", "add", system, "--url", mock.Url, "--model", system)).Succeeded();
        }

        (await hub.Run("datasets", "import", "task", "gsm8k", SharedFolder.Find("data/gsm8k/test.jsonl"), "--name", "gsm8k")).Succeeded();
        await mock.Http.DeleteAsync("/stats", TestContext.Current.CancellationToken);
        return hub;
    }

    private static async Task<JsonNode> Run(ServedHub hub, IEnumerable<string> systems, params string[] options) =>
        (await hub.Run(["run", "--dataset", "gsm8k", .. systems.SelectMany(static system => new[] { "--system", system }), .. options, "--wait", "--json"])).Json;

    private static async Task<string> Submit(ServedHub hub, IEnumerable<string> systems) => (string)(await hub.Post("/api/v1/batch/jobs", new JsonObject
    {
        ["systems"] = new JsonArray([.. systems.Select(static name => JsonValue.Create(name))]),
        ["datasets"] = new JsonArray("gsm8k"),
        ["metrics"] = new JsonArray("gsm8k_correct"),
        ["concurrency"] = 4,
        ["cache"] = false,
        ["earlyStop"] = new JsonObject { ["metric"] = "gsm8k_correct", ["seed"] = 3 },
    }))["id"]!;

    private static JsonNode Decided(JsonNode job) => Assert.Single(job["earlyStopping"]![0]!["pairs"]!.AsArray())!;

    private static async Task<int> Asked(ModelService mock) => (int)(await mock.Stats())["requests"]!["asked"]!;
}
