using System.Text;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Webhooks;

namespace BenchHub.Connectors.Tests.Webhooks;

/// <summary>The production client against receivers on real sockets.</summary>
public sealed class WebhookClientTests
{
    private static readonly byte[] Body = """{"event":"alert.firing"}"""u8.ToArray();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<WebhookOutcome> Send(string url, string? secret = "s3cret", TimeProvider? time = null, AddressPolicy? policy = null)
    {
        using var http = new OutboundHttp(new(policy ?? new() { AllowLoopback = true }), time ?? TimeProvider.System);
        return await new WebhookClient(http, time ?? TimeProvider.System).Send(new(new(url), secret, "dlv_1", "alert.firing", Body), Ct);
    }

    private static string? Header(RawRequest request, string name) => request.Head.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    [Fact]
    public async Task Send_IsSignedOverTimeAndBody()
    {
        await using var receiver = RawServer.Saying(RawServer.Http(204, ""));

        var outcome = await Send($"{receiver.Url}/hook?key=k");

        Assert.Equal((true, 204, null), (outcome.IsDelivered, outcome.Status, outcome.Error));
        var request = Assert.Single(receiver.Requests);
        Assert.Equal(("POST /hook?key=k HTTP/1.1", Encoding.UTF8.GetString(Body)), (request.Line, request.Body));
        Assert.Equal(("dlv_1", "alert.firing", "application/json"), (Header(request, "BenchHub-Delivery"), Header(request, "BenchHub-Event"), Header(request, "Content-Type")));
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(Header(request, "BenchHub-Timestamp")!));
        Assert.InRange(TimeProvider.System.GetUtcNow() - at, TimeSpan.FromSeconds(-1), TimeSpan.FromMinutes(1));
        Assert.Equal(WebhookSignature.Of("s3cret", at, Body), Header(request, "BenchHub-Signature"));
        Assert.DoesNotContain("s3cret", request.Head, StringComparison.Ordinal);
    }

    // printf '1700000000.{}' | openssl dgst -sha256 -hmac key
    [Fact]
    public void Signature_IsThatOfOpenSsl() => Assert.Equal(
        "v1=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae", WebhookSignature.Of("key", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), "{}"u8));

    [Fact]
    public async Task Send_WithoutASecret_IsNotSigned()
    {
        await using var receiver = RawServer.Saying(RawServer.Http(200, ""));

        await Send(receiver.Url, secret: null);

        Assert.Null(Header(Assert.Single(receiver.Requests), "BenchHub-Signature"));
    }

    [Theory]
    [InlineData(500, "", null)]
    [InlineData(404, "", null)]
    [InlineData(503, "Retry-After: 30\r\n", 30)]
    public async Task Send_ReceiverRefuses_MayBeTriedAgain(int status, string headers, int? seconds)
    {
        await using var receiver = RawServer.Saying(RawServer.Http(status, "no", "text/plain", headers));

        var outcome = await Send(receiver.Url);

        Assert.Equal((false, false, status, seconds), (outcome.IsDelivered, outcome.IsFinal, outcome.Status, (int?)outcome.RetryAfter?.TotalSeconds));
        Assert.Equal($"POST {receiver.Url}/ answered {status} (text/plain). It begins: no", outcome.Error);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task Send_Redirect_IsNotFollowed(int status)
    {
        await using var elsewhere = RawServer.Saying(RawServer.Http(200, ""));
        await using var receiver = RawServer.Saying(RawServer.Http(status, "", headers: $"Location: {elsewhere.Url}\r\n"));

        var outcome = await Send(receiver.Url);

        Assert.Equal($"POST {receiver.Url}/ answered {status}, a redirect, which is not followed; give the address that answers.", outcome.Error);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task Send_ReceiverHangs_IsGivenUp()
    {
        await using var receiver = new RawServer(static request => request.Hang());

        // The 10 s of the call are over at once; nothing else waits as long.
        var outcome = await Send(receiver.Url, time: new ShortWaits(TimeSpan.FromSeconds(11)));

        Assert.Equal((false, false, null), (outcome.IsDelivered, outcome.IsFinal, outcome.Status));
    }

    [Fact]
    public async Task Send_NobodyListens_MayBeTriedAgain()
    {
        var receiver = RawServer.Saying("");
        await receiver.DisposeAsync();

        var outcome = await Send(receiver.Url);

        Assert.Equal((false, false), (outcome.IsDelivered, outcome.IsFinal));
        Assert.Contains("nothing listens there", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://[::ffff:a9fe:a9fe]/")]
    [InlineData("http://10.0.0.1/")]
    public async Task SendAndCheck_RefusedAddress_AreFinal(string url)
    {
        var outcome = await Send(url);
        using var http = new OutboundHttp(new(new() { AllowLoopback = true }), TimeProvider.System);
        var (checkedUrl, problem) = await new WebhookClient(http, TimeProvider.System).Check(url, Ct);

        Assert.Equal((false, true), (outcome.IsDelivered, outcome.IsFinal));
        Assert.Null(checkedUrl);
        Assert.NotNull(problem);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nowhere")]
    [InlineData("ftp://example.org/")]
    [InlineData("http://user:password@127.0.0.1/")]
    [InlineData("http://127.0.0.1/a b")]
    [InlineData("http://no-such-host.invalid/")]
    public async Task Check_NoAddress_SaysWhatIsWrong(string? url)
    {
        using var http = new OutboundHttp(
            new(new() { AllowLoopback = true }, (_, _) => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound)), TimeProvider.System);

        Assert.NotNull((await new WebhookClient(http, TimeProvider.System).Check(url, Ct)).Problem);
        Assert.NotNull((await new WebhookClient(http, TimeProvider.System).Check("http://127.0.0.1:9/hook?key=k", Ct)).Url);
    }

    // Bounds 5, 10, 20 … s, at most an hour; a delay lies in the upper half of its bound.
    [Theory]
    [InlineData(1, null, 0.0, 2.5)]
    [InlineData(1, null, 0.5, 3.75)]
    [InlineData(3, null, 0.0, 10.0)]
    [InlineData(11, null, 0.0, 1800.0)]
    [InlineData(1, 60, 0.0, 60.0)]
    [InlineData(1, 86400, 0.0, 3600.0)]
    [InlineData(12, null, 0.0, null)]
    public void Backoff_DoublesAndHeedsTheReceiver(int failed, int? asked, double random, double? seconds) => Assert.Equal(
        seconds, WebhookBackoff.Delay(failed, asked is { } wait ? TimeSpan.FromSeconds(wait) : null, random)?.TotalSeconds);
}
