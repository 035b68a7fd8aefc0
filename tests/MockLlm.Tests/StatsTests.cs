using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace BenchHub.MockLlm.Tests;

public sealed class StatsTests
{
    [Fact]
    public async Task Stats_SeveralRequests_AreCountedByTheirBytesAndByQuestion()
    {
        using var file = new TemporaryFile("""{"input":"How many?","output":"one two"}""");
        await using var server = await Served.Start(new() { Replay = file.Path });

        await server.Say("How many?", model: "a");
        await server.Say("How many?", model: "a");
        await server.Say("So: How many?", model: "a");
        await server.Say("How many?", model: "b");
        await server.Refused(Served.Chat, Served.Turn("Unknown", model: "b"));
        using var broken = await server.Post(Served.Chat, "{");

        var stats = await server.Stats();
        Assert.Equal("""{"asked":6,"answered":4,"throttled":0,"failed":2,"abandoned":0}""", stats["requests"]!.ToJsonString());
        Assert.Equal((5, 2, 2), ((int)stats["distinctRequests"]!, (int)stats["mostAskedOfOneRequest"]!, (int)stats["mostAnsweredOfOneRequest"]!));

        // "How| many|?" is 3, "So|: How many?" is "So|:| How| many|?" = 5; 3 + 3 + 5 + 3
        Assert.Equal("""{"input":14,"output":8}""", stats["tokens"]!.ToJsonString());
        Assert.Equal(
            [("a", "How many?", 3), ("b", "How many?", 1), ("b", "Unknown", 1)],
            stats["byQuestion"]!.AsArray().Select(static entry => ((string)entry!["model"]!, (string)entry["question"]!, (int)entry["asked"]!)));
    }

    [Fact]
    public async Task Stats_Hash_IsSha256OfPathAndBody()
    {
        await using var server = await Served.Start();
        const string Body = """{"model":"m","messages":[{"role":"user","content":"가"}]}""";

        using var first = await server.Post(Served.Chat, Body);
        using var spaced = await server.Post(Served.Chat, Body + " ");

        var entries = (await server.Stats())["byRequest"]!.AsArray();
        Assert.Equal(
            new[] { Body, Body + " " }.Select(static body => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("/v1/chat/completions\n" + body)))).Order(),
            entries.Select(static entry => (string)entry!["hash"]!));
        Assert.All(entries, static entry => Assert.Equal(("/v1/chat/completions", "m", 1), ((string?)entry!["path"], (string?)entry["model"], (int)entry["asked"]!)));
    }

    [Fact]
    public async Task Stats_Deleted_BeginAnew()
    {
        await using var server = await Served.Start();
        await server.Say("?");

        using var deleted = await server.Http.DeleteAsync("/stats");

        Assert.Equal(204, (int)deleted.StatusCode);
        var stats = await server.Stats();
        Assert.Equal((0, 0, 0), ((int)stats["requests"]!["asked"]!, (int)stats["distinctRequests"]!, (int)stats["concurrency"]!["most"]!));
    }

    [Fact]
    public async Task Stats_WithoutDetails_HaveTotalsOnly()
    {
        await using var server = await Served.Start();
        await server.Say("?");

        var stats = (JsonObject)await server.Get("/stats?details=false");

        Assert.Equal(1, (int)stats["requests"]!["asked"]!);
        Assert.DoesNotContain("byRequest", stats.Select(static field => field.Key));
    }

    [Fact]
    public async Task Stats_ManyAtOnce_LoseNone()
    {
        await using var server = await Served.Start();

        await Parallel.ForAsync(0, 1000, async (i, ct) =>
        {
            using var answer = await server.Post(Served.Chat, Served.Turn($"question {i % 10}"), ct);
        });

        var stats = await server.Stats();
        Assert.Equal((1000, 10), ((int)stats["requests"]!["answered"]!, (int)stats["distinctRequests"]!));
        Assert.All(stats["byRequest"]!.AsArray(), static entry => Assert.Equal(100, (int)entry!["asked"]!));
    }

    [Fact]
    public async Task Get_UnknownAddressOrHealth_IsAnswered()
    {
        await using var server = await Served.Start();
        using var unknown = await server.Http.GetAsync("/v1/nonsense");

        Assert.Equal("There is nothing at GET /v1/nonsense.", (string?)(await Served.Body(unknown))["error"]!["message"]);
        Assert.Equal((404, "ok"), ((int)unknown.StatusCode, (string?)(await server.Get("/health"))["status"]));
    }
}
