using BenchHub.Connectors.Net;
using static BenchHub.Connectors.Tests.Models.ModelSpecs;

namespace BenchHub.Connectors.Tests.Models;

/// <summary>The wait that a provider asks for is the wait before the next attempt, with 100 ms of jitter on top.</summary>
public sealed class RateLimitTests
{
    private const string Answer = """{"choices":[{"message":{"content":"4"}}]}""";

    [Theory]
    [InlineData("retry-after-ms: 1500\r\nRetry-After: 9\r\n", 1.6)]
    [InlineData("retry-after-ms: soon\r\nRetry-After: 9\r\n", 9.1)]
    [InlineData("retry-after-ms: -5\r\n", 0.1)]
    [InlineData("Retry-After: 9\r\nx-ratelimit-reset-requests: 20s\r\n", 9.1)]
    [InlineData("x-ratelimit-remaining-requests: 0\r\nx-ratelimit-reset-requests: 12ms\r\nx-ratelimit-remaining-tokens: 0\r\nx-ratelimit-reset-tokens: 7.66s\r\n", 7.76)]
    [InlineData("x-ratelimit-remaining-requests: 59\r\nx-ratelimit-reset-requests: 30s\r\nx-ratelimit-remaining-tokens: 0\r\nx-ratelimit-reset-tokens: 2s\r\n", 2.1)]
    [InlineData("x-ratelimit-remaining-requests: 59\r\nx-ratelimit-reset-requests: 30s\r\nx-ratelimit-remaining-tokens: 12\r\nx-ratelimit-reset-tokens: 2s\r\n", 2.1)]
    [InlineData("x-ratelimit-remaining-tokens: 0\r\nx-ratelimit-reset-tokens: 20\r\n", 20.1)]
    [InlineData("x-ratelimit-remaining-tokens: 0\r\nx-ratelimit-reset-tokens: 6m0s\r\n", 60.1)]
    [InlineData("anthropic-ratelimit-input-tokens-remaining: 0\r\nanthropic-ratelimit-input-tokens-reset: 1970-01-01T00:00:30Z\r\n", 30.1)]
    [InlineData("x-ratelimit-reset-tokens: whenever\r\n", 0.1)]
    [InlineData("", 0.1)]
    public async Task Ask_429_WaitsAsLongAsAsked(string headers, double seconds) =>
        Assert.Equal(seconds, await Wait(RawServer.Http(429, "{}", headers: headers)), precision: 3);

    [Theory]
    [InlineData("x-ratelimit-remaining-requests: 0\r\nx-ratelimit-reset-requests: 20s\r\n", 0.1)]
    [InlineData("Retry-After: 9\r\n", 9.1)]
    public async Task Ask_503_HeedsRetryAfterAlone(string headers, double seconds) =>
        Assert.Equal(seconds, await Wait(RawServer.Http(503, "{}", headers: headers)), precision: 3);

    [Fact]
    public async Task Ask_429WithTheWaitInItsBody_WaitsAsLong() => Assert.Equal(34.1, await Wait(RawServer.Http(
        429, """{"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED","details":[{"@type":"RetryInfo","retryDelay":"34s"}]}}""")), precision: 3);

    [Theory]
    [InlineData("1s", 1.0)]
    [InlineData("6m0s", 360.0)]
    [InlineData("12ms", 0.012)]
    [InlineData("1h2m3.5s", 3723.5)]
    [InlineData("1d", 86400.0)]
    [InlineData("9999999999", 86400.0)]
    [InlineData("0", 0.0)]
    [InlineData("", null)]
    [InlineData("s", null)]
    [InlineData("-1s", null)]
    [InlineData("1x", null)]
    public void Duration_Text_IsSecondsOrNothing(string text, double? seconds) =>
        Assert.Equal(seconds, RetryAfterHeaders.Duration(text)?.TotalSeconds);

    private static async Task<double> Wait(string first)
    {
        var time = new AtTheEpoch();
        using var clients = new Clients(time);
        await using var server = RawServer.Saying(first, RawServer.Http(200, Answer));
        var spec = Llm(server.Url) with { Limits = new() { Retries = 1, CallTimeout = TimeSpan.FromMinutes(10) } };

        await clients.Models.Ask(spec, Clients.NoSecrets, Question, failed: null, CancellationToken.None);

        return Assert.Single(time.Waits).TotalSeconds;
    }

    /// <summary>As <see cref="ShortWaits"/>, at midnight of 1 January 1970.</summary>
    private sealed class AtTheEpoch : TimeProvider
    {
        private readonly ShortWaits _waits = new(TimeSpan.FromMinutes(5));

        public IReadOnlyList<TimeSpan> Waits => _waits.Waits;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            _waits.CreateTimer(callback, state, dueTime, period);
    }
}
