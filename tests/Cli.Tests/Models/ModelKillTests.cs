using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;
using BenchHub.Storage;
using BenchHub.Storage.Tests;

namespace BenchHub.Cli.Tests.Models;

/// <summary>A hub that is killed again and again while it asks a model that counts.</summary>
public sealed class ModelKillTests(PostgresCluster postgres) : IDisposable
{
    private const int Concurrency = 8;
    private const int Latency = 40;

    // A kill wastes the calls in flight, and the answers of the 50 ms for which a chunk is open: 8 calls of 40 ms bring
    // 8 x 50/40 answers in 50 ms, and at most 8 more where a round of them falls into the window: 8 x (50 + 40)/40 = 18.
    private const int WastedByAKill = Concurrency + (Concurrency * (50 + Latency) / Latency);

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(StorageProvider.Sqlite, 20, 1000)]
    [InlineData(StorageProvider.Postgres, 3, 400)]
    public async Task Serve_KilledAtRandomMoments_AsksNothingAgainThatWasCommitted(StorageProvider provider, int kills, int items)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {seed}.");
        string[] database = provider is StorageProvider.Postgres ? ["--db", await postgres.CreateDatabase()] : [];
        string[] questions = [.. Enumerable.Range(0, items).Select(static i => $"What is {i} + 4 - {i}?")];
        await using var model = await ModelService.Start("--replay", Answers(questions), "--latency", $"{Latency}ms");
        var hub = await ServedHub.Start(_folder.Path, database);
        try
        {
            await Questions.Prepare(hub, _folder, model, questions);
            (await hub.Run("prices", "set", "m", "--input", "10", "--output", "30")).Succeeded();
            var job = await Questions.Submit(hub, Concurrency);
            var (wasted, kill) = (0, 0);
            for (; kill < kills && await MidRun(random, model, hub, job); kill++)
            {
                await hub.Kill();
                await hub.DisposeAsync();

                // Whatever was asked by now is committed or lost, and stays so.
                var lost = Asked(await model.Stats()) - await Cached.Count(_folder, database is [_, var server] ? server : null);
                Assert.True(lost - wasted is >= 0 and <= 3 * WastedByAKill, $"Kill {kill + 1} of seed {seed} lost {lost - wasted} calls; the usual bound is {WastedByAKill}.");
                wasted = lost;
                hub = await ServedHub.Start(_folder.Path, database);
            }

            // A machine that has much to do is slow to kill, and the job may be over before the last.
            Assert.InRange(kill, kills / 2, kills);
            var result = await Questions.Result(hub, job);
            var stats = await model.Stats();
            Assert.True(wasted <= kill * WastedByAKill, $"{kill} kills of seed {seed} lost {wasted} calls, more than {kill} x {WastedByAKill}.");
            Assert.True(Asked(stats) == items + wasted, $"With seed {seed} the model was asked {Asked(stats)} times: for {items} items, and {wasted} that were lost.");

            await model.Http.DeleteAsync("/stats", TestContext.Current.CancellationToken);
            var undisturbed = await Questions.Result(hub, await Questions.Submit(hub, Concurrency, ("cache", false)));
            var once = (await model.Stats())["tokens"]!.ToJsonString();

            // Of the answers that were lost some were sent whole, and cost what nobody could count.
            Assert.True(Tokens(stats, "input") >= (long)result["spent"]!["inputTokens"]!, $"Seed {seed}.");
            Assert.Equal($$"""{"input":{{result["spent"]!["inputTokens"]}},"output":{{result["spent"]!["outputTokens"]}}}""", once);
            Assert.Equal(Money(undisturbed), Money(result));
            Assert.Equal(undisturbed["metrics"]!.ToJsonString(), result["metrics"]!.ToJsonString());
            Assert.Equal(await Said(hub, undisturbed), await Said(hub, result));
        }
        finally
        {
            await hub.DisposeAsync();
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Mostly some time after the model was asked again, sometimes while the hub still finds its way.</summary>
    /// <returns>False when the job was over before.</returns>
    private static async Task<bool> MidRun(Random random, ModelService model, ServedHub hub, string job)
    {
        var before = Asked(await model.Stats());
        if (random.Next(5) > 0)
        {
            var isOver = false;
            await Deadline.Until(
                async () => Asked(await model.Stats()) > before || (isOver = (string?)(await hub.Get($"/api/v1/batch/jobs/{job}"))["status"] == "completed"),
                Deadline.Usual, static () => "The job does not go on.");
            if (isOver)
            {
                return false;
            }
        }

        // A moment of no meaning, which is what is wanted here.
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(250)), TimeProvider.System);
        return true;
    }

    /// <summary>Every third answer is wrong, so that the intervals have something to tell.</summary>
    private string Answers(string[] questions) => _folder.File("answers.jsonl", string.Concat(
        questions.Select(static (question, i) => $$"""{"input": "{{question}}", "output": "{{(i % 3 == 0 ? "five" : "4")}}"}""" + "\n")));

    private static async Task<List<string>> Said(ServedHub hub, JsonNode result) =>
        [.. (await Questions.Items(hub, result)).Select(static item => $"{item["itemId"]} {item["scores"]!.ToJsonString()} {item["outputs"]![0]!["text"]} {item["error"]}")];

    private static (string?, string?) Money(JsonNode result) => (result["spent"]!["dollars"]?.ToJsonString(), result["spent"]!["outputTokens"]?.ToJsonString());

    private static int Asked(JsonNode stats) => (int)stats["requests"]!["asked"]!;

    private static long Tokens(JsonNode stats, string of) => (long)stats["tokens"]![of]!;
}
