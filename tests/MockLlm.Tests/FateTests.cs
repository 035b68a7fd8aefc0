namespace BenchHub.MockLlm.Tests;

public sealed class FateTests
{
    private const int Calls = 400;

    [Fact]
    public async Task ErrorRate_Tenth_FailsAboutThatManyWithTheGivenStatuses()
    {
        await using var server = await Served.Start(new() { ErrorRate = 0.1, ErrorStatuses = [500, 529] });

        var fates = await Fates(server);

        // Binomial(400, 0.1): mean 40, sd 6; five sd either way.
        Assert.InRange(fates.Count(static status => status != 200), 10, 70);
        Assert.Equal([200, 500, 529], fates.Distinct().Order());
        Assert.Equal(fates.Count(static status => status != 200), (int)(await server.Stats())["requests"]!["failed"]!);
    }

    [Fact]
    public async Task ErrorRate_SameSeed_MeetsTheSameRequestsInAnyOrder()
    {
        var options = new MockLlmOptions { ErrorRate = 0.3 };
        await using var one = await Served.Start(options);
        await using var two = await Served.Start(options);
        await using var other = await Served.Start(options with { Seed = 1 });

        var expected = await Fates(one);

        Assert.Equal(expected, await Fates(two, inReverse: true));
        Assert.NotEqual(expected, await Fates(other));
    }

    [Fact]
    public async Task ErrorRate_SameRequestAgain_IsDealtAnew()
    {
        await using var server = await Served.Start(new() { ErrorRate = 0.5 });
        var fates = new HashSet<int>();

        for (var i = 0; i < 40; i++)
        {
            using var answer = await server.Post(Served.Chat, Served.Turn("the same"));
            fates.Add((int)answer.StatusCode);
        }

        // Forty equal ones would come by 2 in 2^40.
        Assert.Equal([200, 500], fates.Order());
    }

    [Fact]
    public async Task ThrottleRate_All_Is429WithRetryAfter()
    {
        await using var server = await Served.Start(new() { ThrottleRate = 1, RetryAfter = TimeSpan.FromSeconds(3) });

        using var answer = await server.Post(Served.Chat, Served.Turn("?"));
        using var anthropic = await server.Post(Served.Messages, Served.Turn("?", """{"max_tokens":1}"""));

        Assert.Equal((429, 3), ((int)answer.StatusCode, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        Assert.Equal((429, 3), ((int)anthropic.StatusCode, anthropic.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        Assert.Equal(2, (int)(await server.Stats())["requests"]!["throttled"]!);
    }

    [Fact]
    public async Task MostConcurrent_OneMore_Is429UntilASeatIsFree()
    {
        await using var server = await Served.Start(new() { MostConcurrent = 2, Answer = "ok" });
        using var giveUp = new CancellationTokenSource();
        Task[] hanging = [.. Enumerable.Range(0, 2).Select(i => server.Post(Served.Chat, Served.Turn($"[[hang]] {i}"), giveUp.Token))];
        await server.Until(static stats => (int)stats["concurrency"]!["now"]! == 2);

        Assert.Equal((429, "rate_limit_exceeded", "Too many requests: 2 are under way."), await server.Refused(Served.Chat, Served.Turn("?")));

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(hanging));
        await server.Until(static stats => (int)stats["requests"]!["abandoned"]! == 2 && (int)stats["concurrency"]!["now"]! == 0);
        Assert.Equal("ok", await server.Say("?"));
        Assert.Equal(2, (int)(await server.Stats())["concurrency"]!["most"]!);
    }

    [Fact]
    public async Task Latency_Constant_IsWaited()
    {
        await using var server = await Served.Start(new() { Latency = Latency.Parse("150ms") });
        var started = TimeProvider.System.GetTimestamp();

        await server.Say("?");

        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds, 145, 30_000);
    }

    [Fact]
    public async Task ApiKey_MissingOrWrong_Is401()
    {
        await using var server = await Served.Start(new() { ApiKey = "right", Answer = "ok" });

        Assert.Equal(401, (await server.Refused(Served.Chat, Served.Turn("?"))).Status);
        Assert.Equal((401, "authentication_error"), await server.Refused(Served.Messages, Served.Turn("?", """{"max_tokens":1}""")) is var refused ? (refused.Status, refused.Word) : default);
        using var models = await server.Http.GetAsync("/v1/models");
        Assert.Equal(401, (int)models.StatusCode);

        server.Http.DefaultRequestHeaders.Authorization = new("Bearer", "right");
        Assert.Equal("ok", await server.Say("?"));
        server.Http.DefaultRequestHeaders.Authorization = null;
        server.Http.DefaultRequestHeaders.Add("x-api-key", "right");
        Assert.Equal("message", (string?)(await server.Ask(Served.Messages, Served.Turn("?", """{"max_tokens":9}""")))["type"]);
    }

    [Fact]
    public async Task Stop_WithRequestsUnderWay_EndsThem()
    {
        await using var server = await Served.Start();
        var hanging = server.Post(Served.Chat, Served.Turn("[[hang]]"));
        await server.Until(static stats => (int)stats["concurrency"]!["now"]! == 1);

        await server.Stop().WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => hanging);
    }

    private static async Task<List<int>> Fates(Served server, bool inReverse = false)
    {
        var fates = new int[Calls];
        foreach (var i in inReverse ? Enumerable.Range(0, Calls).Reverse() : Enumerable.Range(0, Calls))
        {
            using var answer = await server.Post(Served.Chat, Served.Turn($"question {i}"));
            fates[i] = (int)answer.StatusCode;
        }

        return [.. fates];
    }
}
