using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests;

/// <summary>Hubs that are killed, terminated or doubled in the middle of a job.</summary>
public sealed class CrashTests(PatientServices services) : IClassFixture<PatientServices>, IDisposable
{
    private const int Items = 60;
    private const int Concurrency = 4;

    // What one kill may waste in one task: the chunk that is open (50 ms of answers) and the calls in flight.
    // c calls of 100 ms bring c * 50/100 answers in 50 ms, and at most c more where one batch of them falls into the
    // window: c * (50 + 100)/100 = 6. In flight: c = 4. Together 10.
    private const int WastedByAKill = (Concurrency * (50 + 100) / 100) + Concurrency;

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Serve_KilledInTheMiddle_GoesOnByItselfAndScoresEveryQueryOnce(int kills)
    {
        var hub = await Prepared();
        try
        {
            var before = await services.Calls();
            var job = await Submit(hub);
            for (var kill = 1; kill <= kills; kill++)
            {
                await services.Asked(before.Sum() + (3 * Items * kill / (kills + 1)));
                await hub.Kill();
                var atKill = (await services.Calls()).Sum();
                await hub.DisposeAsync();

                hub = await ServedHub.Start(_folder.Path);
                // Nobody asks the hub: only the services see that it goes on.
                await services.Asked(atKill + 1, TimeSpan.FromSeconds(5));
            }

            var results = Results(await hub.Finished(job));
            var wasted = (await services.Calls()).Zip(before, static (after, start) => after - start - Items).ToList();
            Assert.All(wasted, count => Assert.InRange(count, 0, kills * WastedByAKill));

            var undisturbed = Results(await hub.Finished(await Submit(hub)));
            Assert.Equal(await Everything(hub, undisturbed), await Everything(hub, results));
        }
        finally
        {
            await hub.DisposeAsync();
        }
    }

    [Fact]
    public async Task Serve_Terminated_LetsOpenCallsEndAndAsksNothingAgain()
    {
        int[] before;
        string job;
        await using (var hub = await Prepared())
        {
            before = await services.Calls();
            job = await Submit(hub);
            await services.Asked(before.Sum() + Items);
            Assert.Equal(0, (await hub.Terminate()).Code);
        }

        await using var next = await ServedHub.Start(_folder.Path);
        var results = Results(await next.Finished(job));

        Assert.Equal(before.Select(static count => count + Items), await services.Calls());
        Assert.All(results, static result => Assert.All(result["metrics"]!.AsObject(), static metric =>
            Assert.Equal((Items, 0), ((int)metric.Value!["n"]!, (int)metric.Value["errors"]!))));
    }

    [Fact]
    public async Task Serve_TerminatedWhileCallsTakeSeconds_WaitsForThem()
    {
        await using var slow = await RagService.Start("bm25", Shell.Collection, TimeSpan.FromSeconds(4));
        await using var hub = await ServedHub.Start(_folder.Path);
        await hub.Register("slow", slow.Url);
        await hub.Import(Shell.Collection, "ko-en");
        var before = await slow.Calls();
        var job = await hub.Post("/api/v1/batch/jobs", new JsonObject
        {
            ["systems"] = new JsonArray("slow"),
            ["datasets"] = new JsonArray("ko-en"),
            ["concurrency"] = Items,
        });
        await Deadline.Until(async () => await slow.Calls() == before + Items, Deadline.Usual, () => "Not every query was asked.");

        Assert.Equal(0, (await hub.Terminate()).Code);

        await using var next = await ServedHub.Start(_folder.Path);
        Assert.Equal("completed", (string?)(await next.Finished((string)job["id"]!))["status"]);
        Assert.Equal(before + Items, await slow.Calls());
    }

    [Fact]
    public async Task RunWait_CtrlC_LeavesTheJobRunningAndSaysHowToWatchIt()
    {
        await using var hub = await Prepared();
        var before = (await services.Calls()).Sum();
        await using var run = hub.Begin("run", "--system", "bm25", "--dataset", "ko-en", "--concurrency", "4", "--wait", "--json");
        await services.Asked(before + 5);

        await run.Signal("INT");
        var ended = await run.End();

        var job = (string)(await hub.Get("/api/v1/batch/jobs"))["items"]![0]!["id"]!;
        Assert.Equal(130, ended.Code);
        Assert.Contains($"benchhub jobs watch {job}", ended.Errors);
        Assert.Equal("completed", (string?)(await hub.Finished(job))["status"]);
        Assert.Equal("completed", (string?)(await hub.Run("jobs", "watch", job, "--json")).Json["status"]);
    }

    [Fact]
    public async Task Serve_FolderOfAnotherHub_IsRefused()
    {
        await using var hub = await ServedHub.Start(_folder.Path);

        var second = await Shell.Run("serve", "--url", "http://127.0.0.1:0", "--data", _folder.Path);

        Assert.Contains("another hub", second.Refusal());
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ServedHub> Prepared()
    {
        var hub = await ServedHub.Start(_folder.Path);
        await services.Register(hub);
        await hub.Import(Shell.Collection, "ko-en");
        return hub;
    }

    private async Task<string> Submit(ServedHub hub) => (string)(await hub.Post("/api/v1/batch/jobs", new JsonObject
    {
        ["systems"] = new JsonArray([.. services.Names().Select(static name => JsonValue.Create(name))]),
        ["datasets"] = new JsonArray("ko-en"),
        ["concurrency"] = Concurrency,
    }))["id"]!;

    private static List<JsonNode> Results(JsonNode job)
    {
        Assert.Equal("completed", (string?)job["status"]);
        return [.. job["results"]!.AsArray().Select(static result => result!).OrderBy(static result => (string?)result["system"])];
    }

    /// <summary>All that was measured, as text: metrics with intervals, and every item with scores and answer.</summary>
    private static async Task<IEnumerable<string>> Everything(ServedHub hub, List<JsonNode> results)
    {
        var texts = new List<string>();
        foreach (var result in results)
        {
            var items = (await hub.Get($"/api/v1/results/{result["id"]}/items?limit=1000"))["items"]!.AsArray();
            Assert.Equal(Items, items.Count);
            Assert.Equal(Items, items.Select(static item => (string?)item!["itemId"]).Distinct().Count());
            texts.Add($"{result["system"]} {result["metrics"]!.ToJsonString()}");
            texts.AddRange(items.Select(static item =>
                $"{item!["itemId"]} {item["scores"]!.ToJsonString()} {item["answer"]!.ToJsonString()} {item["error"]?.ToJsonString()}"));
        }

        return texts;
    }
}
