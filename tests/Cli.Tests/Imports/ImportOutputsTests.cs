using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Imports;

/// <summary>What other tools recorded of four models comes to the known counts, through the command line and HTTP.</summary>
public sealed class ImportOutputsTests : IDisposable
{
    private const int Items = 1319;

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Import_LmEvalPromptfooAndBatchOfGsm8k_ComeToTheKnownCounts()
    {
        await using var hub = await ServedHub.Start(_folder.Path);
        (await hub.Run("datasets", "import", "task", "gsm8k", RecordedGsm8k.Records, "--name", "gsm8k")).Succeeded();
        var promptfoo = _folder.File("results.json", RecordedGsm8k.Promptfoo());
        string[] batches = [.. RecordedGsm8k.Models.Select(one => _folder.File($"batch_{one.Model}.jsonl", RecordedGsm8k.Batch(one.Model)))];

        // Into folders that are called like the models, which name the systems.
        var lmEval = await hub.Run(["import", "lm-eval", .. Samples(), "--dataset", "gsm8k", "--json"]);
        AssertCounts(lmEval.Json, "gsm8k_correct", static model => model);
        AssertCounts(lmEval.Json, "imported:exact_match.strict-match", static model => model);
        AssertCounts((await hub.Run(["import", "promptfoo", promptfoo, "--dataset", "gsm8k", .. Named("pf "), "--json"])).Json, "gsm8k_correct", static model => $"pf {model}");
        AssertCounts((await hub.Run(["import", "openai-batch", .. batches, "--dataset", "gsm8k", "--json"])).Json, "gsm8k_correct", static model => $"batch_{model}");

        var compared = (await hub.Run(
            "compare", "--dataset", "gsm8k", "--metric", "gsm8k_correct", "--system", "175b_verification", "--system", "6b_finetuning", "--test", "mcnemar", "--json")).Json;
        Assert.Equal("175b_verification", (string?)compared["ranking"]![0]!["system"]);
    }

    [Fact]
    public async Task Import_WithoutADataset_MakesItAndCompareWorksRightAfterwards()
    {
        await using var hub = await ServedHub.Start(_folder.Path);

        var made = await hub.Run(["import", "lm-eval", .. Samples()]);

        Assert.Contains("benchhub compare --dataset gsm8k --metric", made.Succeeded().Output, StringComparison.Ordinal);
        var compared = (await hub.Run("compare", "--dataset", "gsm8k", "--metric", "imported:exact_match.flexible-extract", "--json")).Json;
        Assert.Equal(
            RecordedGsm8k.Models.OrderByDescending(static one => one.Correct),
            compared["ranking"]!.AsArray().Select(static row => ((string)row!["system"]!, (int)Math.Round(Items * (double)row["value"]!))));

        // Again into the dataset that it made: matched by what was asked. And with the task that the records are for.
        var promptfoo = _folder.File("results.json", RecordedGsm8k.Promptfoo());
        AssertCounts((await hub.Run(["import", "promptfoo", promptfoo, "--dataset", "gsm8k", .. Named("pf "), "--json"])).Json, "imported:final__b_number__b", static model => $"pf {model}");
        var counted = await hub.Run(["import", "lm-eval", .. Samples(), "--new-dataset", "gsm8k-counted", "--task", "gsm8k", .. Named("lm "), "--json"]);
        AssertCounts(counted.Json, "gsm8k_correct", static model => $"lm {model}");

        var twice = await hub.Run(["import", "lm-eval", Samples()[0], "--name", "again"]);
        Assert.Contains("A dataset 'gsm8k' is there already", twice.Refusal(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string[] Samples() => [.. RecordedGsm8k.Models.Select(one =>
        _folder.File($"out/{one.Model}/samples_gsm8k_2026-01-31T10-00-00.000000.jsonl", RecordedGsm8k.LmEval(one.Model)))];

    private static IEnumerable<string> Named(string prefix) => RecordedGsm8k.Models.SelectMany(one => new[] { "--name", prefix + one.Model });

    private static void AssertCounts(JsonNode job, string metric, Func<string, string> name) => Assert.Equal(
        RecordedGsm8k.Models.Select(one => (name(one.Model), one.Correct)).Order(),
        job["results"]!.AsArray()
            .Select(result => ((string)result!["system"]!, (int)Math.Round(Items * (double)result["metrics"]![metric]!["value"]!))).Order());
}
