using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Cli.Tests.Models;

/// <summary>Jobs that ask through a provider's batches: a real hub process and a real server, which counts what it answered.</summary>
public sealed class BatchJobTests : IDisposable
{
    private const int Items = 120;

    // Three batches instead of one.
    private static readonly Dictionary<string, string> SmallBatches = new() { ["BenchHub__Batches__Requests"] = "40" };

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Run_Gsm8kInBatches_GivesTheResultOfLiveCallsForHalfThePrice()
    {
        var records = _folder.File("slice.jsonl", string.Concat(File.ReadLines(SharedFolder.Find("data/gsm8k/test.jsonl")).Take(Items).Select(static line => line + "\n")));
        await using var mock = await ModelService.Start("--replay", SharedFolder.Find("data/gsm8k/example_model_solutions.jsonl"), "--batch-latency", "1s");
        await using var hub = await ServedHub.Start(_folder.Path, SmallBatches);
        (await hub.Run("systems", "add", "model", "--url", mock.Url, "--model", "175b_verification")).Succeeded();
        (await hub.Run("prices", "set", "175b_verification", "--input", "10", "--output", "30")).Succeeded();
        (await hub.Run("datasets", "import", "task", "gsm8k", records, "--name", "gsm8k")).Succeeded();
        await mock.Http.DeleteAsync("/stats", TestContext.Current.CancellationToken);

        var live = await Result(hub, await Run(hub, "gsm8k"));
        var batch = await Result(hub, await Run(hub, "gsm8k", "--mode", "batch", "--no-cache"));
        var again = await Result(hub, await Run(hub, "gsm8k", "--mode", "batch"));

        Assert.Equal(live["metrics"]!.ToJsonString(), batch["metrics"]!.ToJsonString());
        Assert.True((decimal)live["spent"]!["dollars"]! > 0);
        Assert.Equal((decimal)live["spent"]!["dollars"]!, 2 * (decimal)batch["spent"]!["dollars"]!);
        Assert.Equal((Items, 0), ((int)batch["batched"]!, (int)batch["spent"]!["cached"]!));
        Assert.Equal((2 * Items, 2), Asked(await mock.Stats()));

        // What stands in the cache goes into no batch.
        Assert.Equal((0, Items), ((int)again["batched"]!, (int)again["spent"]!["cached"]!));
        Assert.Equal(3, (await Batches(mock)).Count);
    }

    [Fact]
    public async Task Serve_KilledAroundSubmissionAndPolling_AsksNothingTwiceAndLosesNoBatch()
    {
        // A third of the provider's answers is lost, every other time after it has done what was asked.
        await using var mock = await ModelService.Start("--answer", "4", "--batch-latency", "8s", "--batch-error-rate", "0.33", "--seed", "7");
        var hub = await Prepared(mock, Items);
        try
        {
            var job = await Submit(hub);
            foreach (var milliseconds in new[] { 40, 300, 700, 1500, 2500 })
            {
                await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, TestContext.Current.CancellationToken);
                await hub.Kill();
                await hub.DisposeAsync();
                hub = await ServedHub.Start(_folder.Path, SmallBatches);
            }

            var result = await Result(hub, await hub.Finished(job));

            Assert.Equal(1.0, (double)result["metrics"]!["exact_match(norm=squad)"]!["value"]!);
            Assert.Equal((Items, Items), ((int)result["batched"]!, (int)result["asked"]!));
            Assert.Equal((Items, 1), Asked(await mock.Stats()));
            Assert.Equal(3, (await Batches(mock)).Count);
        }
        finally
        {
            await hub.DisposeAsync();
        }
    }

    [Fact]
    public async Task Run_BatchThatTakesTooLong_IsCancelledAndAskedLiveAtTheDeadline()
    {
        await using var mock = await ModelService.Start("--answer", "4", "--batch-latency", "60m");
        await using var hub = await Prepared(mock, Items);

        var job = await Run(hub, "sums", "--mode", "batch", "--batch-deadline", "4s");

        var result = await Result(hub, job);
        Assert.Equal((0, Items), ((int)result["batched"]!, (int)result["asked"]!));
        Assert.Equal((Items, 1), Asked(await mock.Stats()));
        Assert.All(await Batches(mock), static batch => Assert.Equal("cancelled", (string?)batch!["status"]));
    }

    [Fact]
    public async Task Run_LinesThatFail_AreAskedAgainInTheNextBatchAndAtLastFailWithTheProvidersSentence()
    {
        await using var mock = await ModelService.Start("--answer", "4");
        await using var hub = await Prepared(mock, 0);
        var records = _folder.File("odd.jsonl", string.Concat(new[] { "", "[[once 500]]", "[[500]]", "[[context-overflow]]" }
            .Select(static mark => $"{{\"question\": \"What is 2 + 2? {mark}\", \"answer\": \"4\"}}\n")));
        (await hub.Run("datasets", "import", "task", "open-qa", records, "--name", "odd")).Succeeded();

        var result = await Result(hub, await Run(hub, "odd", "--mode", "batch"));
        var items = (await hub.Get($"/api/v1/results/{result["id"]}/items"))["items"]!.AsArray();

        // The second was answered by the second batch; the third had three attempts, as a live call has with two retries.
        Assert.Equal((2, 2), ((int)result["batched"]!, (int)result["errors"]!));
        Assert.Equal([null, null, true, true], items.Select(static item => item!["error"] is null ? (bool?)null : true));
        Assert.Contains("answered 500", (string)items[2]!["error"]!, StringComparison.Ordinal);
        Assert.Contains("do not fit the model's context", (string)items[3]!["error"]!, StringComparison.Ordinal);
        Assert.Equal((1 + 2 + 3 + 1, 3), Asked(await mock.Stats()));
    }

    [Fact]
    public async Task Run_BudgetBelowTheWholeBatch_SubmitsSlicesThatFit()
    {
        await using var mock = await ModelService.Start("--answer", "4");
        await using var hub = await Prepared(mock, Items);

        // A request is set aside as its bytes (54 of the instruction, at least 17 of the question, 16 for each of two turns), 103, and
        // 128 tokens of the answer: 17 of them are below 4,000, 18 are not.
        var result = await Result(hub, await Run(hub, "sums", "--mode", "batch", "--max-tokens", "4000"));

        var taken = (long)result["spent"]!["inputTokens"]! + (long)result["spent"]!["outputTokens"]!;
        Assert.InRange(taken, 1, 4000);
        Assert.True((int)result["batched"]! > 17);
        Assert.All(await Batches(mock), static batch => Assert.InRange((int)batch!["request_counts"]!["total"]!, 1, 17));
    }

    [Fact]
    public async Task Cancel_JobInABatch_CancelsTheBatchAtTheProvider()
    {
        await using var mock = await ModelService.Start("--answer", "4", "--batch-latency", "60m");
        await using var hub = await Prepared(mock, 3);
        var job = await Submit(hub);
        var waiting = await hub.Reached(job, static now => ((string?)now["tasks"]![0]!["message"])?.Contains("Waiting for 1 batch at the provider (0 of 3 requests done)", StringComparison.Ordinal) == true);

        await hub.Post($"/api/v1/batch/jobs/{job}/cancel", new JsonObject());

        Assert.Equal("waiting", (string?)waiting["tasks"]![0]!["status"]);
        await Deadline.Until(
            async () => (string?)(await Batches(mock))[0]!["status"] == "cancelled", Deadline.Usual, () => "The batch was not cancelled.");
        Assert.Equal(0, Asked(await mock.Stats()).Total);
    }

    [Theory]
    [InlineData("--mode batch --batch-window 22-6", "it should look like 22:00-06:00")]
    [InlineData("--mode batch --priority urgent", "priority is one of low, normal, high, not 'urgent'.")]
    [InlineData("--mode batch --batch-deadline soon", "it should look like 30s, 90m, 24h or 2d")]
    [InlineData("--mode later", "mode is one of live, batch, not 'later'.")]
    [InlineData("--priority high", "belong to mode batch")]
    [InlineData("--mode batch --system claude", "asked through Anthropic, whose batches are not known here")]
    public async Task Run_SettingsThatCannotMeanAnything_AreRefusedWithASentence(string options, string said)
    {
        await using var mock = await ModelService.Start("--answer", "4");
        await using var hub = await Prepared(mock, 2);
        (await hub.Run("systems", "add", "claude", "--url", mock.Url, "--model", "c", "--provider", "anthropic")).Succeeded();

        var refused = await hub.Run(["run", "--system", "model", "--dataset", "sums", .. options.Split(' ')]);

        Assert.NotEqual(0, refused.Code);
        Assert.Contains(said, refused.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ServedHub> Prepared(ModelService mock, int items)
    {
        var hub = await ServedHub.Start(_folder.Path, SmallBatches);
        (await hub.Run("systems", "add", "model", "--url", mock.Url, "--model", "m")).Succeeded();
        if (items > 0)
        {
            var records = _folder.File(
                "records.jsonl", string.Concat(Enumerable.Range(0, items).Select(static i => $"{{\"question\": \"What is {i} + 4 - {i}?\", \"answer\": \"4\"}}\n")));
            (await hub.Run("datasets", "import", "task", "open-qa", records, "--name", "sums")).Succeeded();
        }

        await mock.Http.DeleteAsync("/stats", TestContext.Current.CancellationToken);
        return hub;
    }

    private static async Task<string> Submit(ServedHub hub) => (string)(await hub.Post("/api/v1/batch/jobs", new JsonObject
    {
        ["systems"] = new JsonArray("model"),
        ["datasets"] = new JsonArray("sums"),
        ["mode"] = "batch",
    }))["id"]!;

    private static async Task<JsonNode> Run(ServedHub hub, string dataset, params string[] options) =>
        (await hub.Run(["run", "--system", "model", "--dataset", dataset, .. options, "--wait", "--json"])).Json;

    private static Task<JsonNode> Result(ServedHub hub, JsonNode job) => hub.Get($"/api/v1/results/{job["results"]![0]!["id"]}");

    private static async Task<JsonArray> Batches(ModelService mock)
    {
        for (var attempt = 0; ; attempt++)
        {
            // The server may be one that loses answers on purpose.
            using var response = await mock.Http.GetAsync("/v1/batches?limit=100", TestContext.Current.CancellationToken);
            if (response.IsSuccessStatusCode || attempt == 50)
            {
                return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["data"]!.AsArray();
            }
        }
    }

    private static (int Total, int MostOfOne) Asked(JsonNode stats) => ((int)stats["requests"]!["asked"]!, (int)stats["mostAskedOfOneRequest"]!);
}
