using System.Text;
using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;
using BenchHub.Connectors.Tests;

namespace BenchHub.Cli.Tests;

/// <summary>Systems that answer what nobody can use: refused at the door, and borne where they turn bad later.</summary>
public sealed class BadSystemTests(Bench bench) : IAsyncDisposable
{
    private const int Items = 60;
    private const string Good = """{"results":[{"id":"p-001","score":1.5,"text":"one"}]}""";

    private readonly List<RawServer> _servers = [];

    public static TheoryData<string, string> Answers => new()
    {
        { "html", "not JSON" },
        { "500", "500" },
        { "half", "not JSON" },
        { "nothing", "closed the connection" },
        { "300 MB", "more than 16,777,216 bytes" },
        { "redirect", "169.254.169.254" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task SystemsAdd_BadAnswer_IsRefusedWithItsFinding(string kind, string said)
    {
        var hub = await bench.Hub;
        var server = Serve(_ => kind);

        var added = await hub.Run("systems", "add", $"bad {kind}", "--url", server.Url);

        Assert.Contains(said, added.Refusal());
        Assert.Contains(added.Errors.Split('\n'), line => line.TrimStart().StartsWith("failed", StringComparison.Ordinal) && line.Contains(said, StringComparison.Ordinal));
        Assert.DoesNotContain($"bad {kind}", (await hub.Run("systems", "list")).Succeeded().Output);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Run_SystemTurnedBad_RecordsEveryItemAsFailedAndCountsIt(string kind, string said)
    {
        var hub = await bench.Hub;
        var isGood = true;
        var server = Serve(_ => isGood ? "good" : kind);
        await hub.Register($"turned {kind}", server.Url, retries: 0);
        isGood = false;

        var job = (await hub.Run("run", "--system", $"turned {kind}", "--dataset", Bench.Dataset, "--metric", "ndcg@10", "--wait", "--json")).Json;

        var result = Assert.Single(job["results"]!.AsArray())!;
        var metric = result["metrics"]!["ndcg@10"]!;
        Assert.Equal((Items, Items, 0.0), ((int)metric["n"]!, (int)metric["errors"]!, (double)metric["value"]!));
        var items = (await hub.Run("results", "show", (string)result["id"]!, "--per-item", "--json")).Json["items"]!.AsArray();
        Assert.Equal(Items, items.Count);
        Assert.All(items, item => Assert.Contains(said, (string?)item!["error"]));
    }

    [Fact]
    public async Task Run_EveryThirdAnswerBad_ScoresTheOthers()
    {
        var hub = await bench.Hub;
        var calls = 0;
        var server = Serve(_ => Interlocked.Increment(ref calls) % 3 == 0 ? "500" : "good");
        await hub.Register("a third bad", server.Url, retries: 0);
        calls = 0;

        var job = (await hub.Run("run", "--system", "a third bad", "--dataset", Bench.Dataset, "--metric", "precision@1", "--wait", "--json")).Json;

        // 60 calls, every third fails: 20.
        var metric = Assert.Single(job["results"]!.AsArray())!["metrics"]!["precision@1"]!;
        Assert.Equal((Items, Items / 3), ((int)metric["n"]!, (int)metric["errors"]!));
    }

    [Fact]
    public async Task Run_RemovedSystem_IsRefused()
    {
        var hub = await bench.Hub;
        await hub.Register("soon gone", Serve(_ => "good").Url);
        (await hub.Run("systems", "remove", "soon gone")).Succeeded();

        Assert.Contains("soon gone", (await hub.Run("run", "--system", "soon gone", "--dataset", Bench.Dataset, "--wait")).Refusal());
    }

    [Fact]
    public async Task Run_SystemRemovedMeanwhile_FailsAndSaysSo()
    {
        await using var slow = await RagService.Start("bm25", Shell.Collection, TimeSpan.FromMilliseconds(300));
        var hub = await bench.Hub;
        await hub.Register("removed meanwhile", slow.Url);
        await using var run = hub.Begin("run", "--system", "removed meanwhile", "--dataset", Bench.Dataset, "--concurrency", "1", "--wait");
        var before = await slow.Calls();
        await Deadline.Until(async () => await slow.Calls() > before, Deadline.Usual, static () => "The job does not start.");

        (await hub.Run("systems", "remove", "removed meanwhile")).Succeeded();

        var ended = await run.End();
        Assert.Equal(1, ended.Code);
        Assert.Contains("removed", ended.Errors);
        Assert.True(await slow.Calls() < before + Items);
    }

    [Fact]
    public async Task Submit_SameIdempotencyKeyTwice_IsOneJobOrAConflict()
    {
        var hub = await bench.Hub;
        await bench.Run;
        string[] command = ["run", "--system", "bm25", "--dataset", Bench.Dataset, "--metric", "ndcg@10", "--idempotency-key", "once", "--wait", "--json"];
        var calls = await (await bench.Service("bm25")).Calls();

        var first = (await hub.Run(command)).Json;
        var second = (await hub.Run(command)).Json;
        var other = await hub.Run([.. command, "--concurrency", "3"]);

        Assert.Equal((string?)first["id"], (string?)second["id"]);
        Assert.Contains("idempotency key", other.Refusal());
        Assert.Equal(409, (int)JsonNode.Parse(other.Output)!["error"]!["status"]!);
        Assert.InRange(await (await bench.Service("bm25")).Calls() - calls, Items, (2 * Items) - 1);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>Healthy at its health path; what it answers to a query is asked each time.</summary>
    private RawServer Serve(Func<RawRequest, string> kind)
    {
        var server = new RawServer(request => request.Method switch
        {
            "GET" => request.Say(RawServer.Http(200, """{"status":"ok"}""")),
            "OPTIONS" => request.Say(RawServer.Http(405, "")),
            _ => Say(request, kind(request)),
        });
        _servers.Add(server);
        return server;
    }

    private static Task Say(RawRequest request, string kind) => kind switch
    {
        "good" => request.Say(RawServer.Http(200, Good)),
        "html" => request.Say(RawServer.Http(200, "<html><body>Welcome</body></html>", "text/html")),
        "500" => request.Say(RawServer.Http(500, """{"error":"out of order"}""")),
        "half" => request.Say(RawServer.Http(200, Good[..(Good.Length / 2)])),
        "300 MB" => Flood(request),
        "redirect" => request.Say(RawServer.Http(302, "", headers: "Location: http://169.254.169.254/latest/meta-data/\r\n")),
        _ => Task.CompletedTask,
    };

    private static async Task Flood(RawRequest request)
    {
        await request.Say("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"results\":[");
        var block = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
        for (var sent = 0; sent < 300; sent++)
        {
            await request.Say(block);
        }
    }
}
