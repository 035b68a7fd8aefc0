using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Analytics;

/// <summary>Analytics as a person reads them, of results that services gave.</summary>
public sealed class AnalyticsCommandTests(Bench bench)
{
    [Fact]
    public async Task Report_AndTrends_ShowWhatWasMeasured()
    {
        // Not the first metric, which is the default.
        var result = await Result("tfidf");
        var (id, value) = ((string)result["id"]!, (double)result["metrics"]!["recall@5"]!["value"]!);

        var report = (await Analytics("report", "tfidf", "--dataset", Bench.Dataset)).Succeeded().Output;
        Assert.StartsWith("tfidf: ", report, StringComparison.Ordinal);
        Assert.Matches($@"{Bench.Dataset} +recall@5 +{value:0.0000}", report);

        var trend = (await Analytics("trends", "tfidf", "--dataset", Bench.Dataset, "--metric", "recall@5")).Succeeded().Output;
        Assert.Matches($@"{value:0.0000} .*{id}", trend);
        Assert.Equal(value, (double)(await Analytics("trends", "tfidf", "--metric", "recall@5", "--dataset", Bench.Dataset, "--json")).Json["points"]!.AsArray()[^1]!["value"]!);
        Assert.Empty((await Analytics("trends", "tfidf", "--metric", "recall@5", "--to", "2020-01-01", "--json")).Json["points"]!.AsArray());
    }

    [Fact]
    public async Task Slices_AndFailures_AddUpToAllItems()
    {
        var (worst, other) = ((string)(await Result("tfidf"))["id"]!, (string)(await Result("bm25"))["id"]!);

        var slices = (await Analytics("slices", worst, "--by", "language", "--metric", "recall@5", "--json")).Json;
        Assert.Equal("recall@5", (string?)slices["metric"]);
        Assert.Equal(60, slices["slices"]!.AsArray().Sum(static slice => (int)slice!["items"]!));
        Assert.Matches(@"(?m)^\W*language +.*items", (await Analytics("slices", worst, "--by", "language", "--metric", "recall@5", "--against", other)).Succeeded().Output);

        var failures = (await Analytics("failures", worst, "--metric", "recall@5", "--threshold", "0.9", "--json")).Json;
        var items = (await (await bench.Hub).Run("results", "show", worst, "--per-item", "--json")).Json["items"]!.AsArray();
        Assert.Equal(items.Count(static item => (double)item!["scores"]!["recall@5"]! < 0.9), (int)failures["failed"]!);
        Assert.StartsWith($"{failures["failed"]} of 60 items failed (recall@5 worse than 0.9).", (await Analytics("failures", worst, "--metric", "recall@5", "--threshold", "0.9")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_OfAJobThatIsDone_IsWhatItMeasured()
    {
        var result = await Result("tfidf");

        var predicted = (await Analytics("predict", (string)result["jobId"]!)).Succeeded().Output;
        var task = (await Analytics("predict", (string)result["jobId"]!, "--json")).Json["tasks"]!.AsArray()
            .Single(static task => (string?)task!["system"] == "tfidf" && (string?)task["metric"] == "ndcg@10")!;

        Assert.Contains("however often one looks", predicted, StringComparison.Ordinal);
        Assert.Equal((60, 60), ((int)task["seen"]!, (int)task["of"]!));
        Assert.Equal((double)result["metrics"]!["ndcg@10"]!["value"]!, (double)task["mean"]!, precision: 12);
    }

    [Theory]
    [InlineData("report", "nobody")]
    [InlineData("trends", "nobody")]
    [InlineData("slices", "res_none")]
    [InlineData("failures", "res_none")]
    [InlineData("predict", "job_none")]
    public async Task WhatIsNotThere_IsRefusedWithASentence(params string[] arguments) => (await Analytics(arguments)).Refusal();

    private async Task<CliOutcome> Analytics(params string[] arguments)
    {
        (await bench.Run).Succeeded();
        return await (await bench.Hub).Run(["analytics", .. arguments]);
    }

    private async Task<System.Text.Json.Nodes.JsonNode> Result(string system)
    {
        var run = (await bench.Run).Json;
        var id = run["results"]!.AsArray().Single(result => (string?)result!["system"] == system)!["id"]!;
        return await (await bench.Hub).Get($"/api/v1/results/{id}");
    }
}
