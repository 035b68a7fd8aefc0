using System.Net;
using System.Net.Sockets;
using BenchHub.Connectors.Net;
using BenchHub.Systems;

namespace BenchHub.Connectors.Tests.Systems;

/// <summary>What services do wrong, over real sockets.</summary>
public sealed class RetrievalClientFailureTests : IDisposable
{
    private readonly Clients _clients = new();

    public void Dispose() => _clients.Dispose();

    [Fact]
    public async Task Retrieve_Html_IsMalformedAndShowsHowItBegins()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, "<html>\n<h1>Welcome</h1>", "text/html; charset=utf-8"));

        var failure = await Fail(Clients.Spec(server.Url, retries: 3));

        Assert.Equal(CallFailure.Malformed, failure.Kind);
        Assert.StartsWith($"POST {server.Url}/api/v1/retrieve answered 200 (text/html): it is not JSON: ", failure.Message);
        Assert.EndsWith(" It begins: <html> <h1>Welcome</h1>", failure.Message);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(429, true)]
    [InlineData(408, true)]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(404, false)]
    [InlineData(304, false)]
    public async Task Retrieve_Status_IsRetriedWhereItMayPass(int status, bool retried)
    {
        using var clients = new Clients(new ShortWaits(TimeSpan.FromSeconds(20)));
        await using var server = RawServer.Saying(RawServer.Http(status, """{"error":"index is\u0000 gone"}"""));

        var failure = await Fail(Clients.Spec(server.Url, retries: 2), clients: clients);

        Assert.Equal((CallFailure.Status, status, retried ? 3 : 1), (failure.Kind, failure.StatusCode, failure.Attempts));
        Assert.StartsWith($"POST {server.Url}/api/v1/retrieve answered {status} (application/json). ", failure.Message);
        Assert.Equal(retried, failure.Message.EndsWith(" (3 attempts)", StringComparison.Ordinal));
        Assert.Equal(retried ? 3 : 1, server.Requests.Count);
    }

    [Fact]
    public async Task Retrieve_FailsTwiceThenAnswers_WaitsLongerEachTime()
    {
        var time = new ShortWaits(TimeSpan.FromSeconds(20));
        using var clients = new Clients(time);
        var failed = RawServer.Http(500, "{}");
        await using var server = RawServer.Saying(failed, failed, RawServer.Http(200, """[{"id":"a"}]"""));

        var answer = await clients.Retrieval.Retrieve(
            Clients.Spec(server.Url, retries: 2), Clients.NoSecrets, "q", 1, CancellationToken.None);

        // half of 200 ms and half of 400 ms: the clients' random numbers are all 0.5
        Assert.Equal(3, answer.Attempts);
        Assert.Equal([100, 200], time.Waits.Select(w => w.TotalMilliseconds));
    }

    [Theory]
    [InlineData("Retry-After: 7\r\n", 7.1)]
    [InlineData("Retry-After: 86400\r\n", 60.1)]
    [InlineData("Retry-After: Thu, 01 Jan 1970 00:00:00 GMT\r\n", 0.1)]
    [InlineData("Retry-After: Tue, 01 Jan 2126 00:00:00 GMT\r\n", 60.1)]
    [InlineData("Retry-After: soon\r\n", 0.1)]
    public async Task Retrieve_503WithRetryAfter_WaitsAsLongAsAsked(string header, double seconds)
    {
        var time = new ShortWaits(TimeSpan.FromMinutes(5));
        using var clients = new Clients(time);
        await using var server = RawServer.Saying(
            RawServer.Http(503, "{}", headers: header), RawServer.Http(200, """[{"id":"a"}]"""));
        var spec = Clients.Spec(server.Url) with { Limits = new() { Retries = 1, CallTimeout = TimeSpan.FromMinutes(10) } };

        await clients.Retrieval.Retrieve(spec, Clients.NoSecrets, "q", 1, CancellationToken.None);

        Assert.Equal(seconds, Assert.Single(time.Waits).TotalSeconds, precision: 3);
    }

    [Fact]
    public async Task Retrieve_HalfAJson_IsMalformed()
    {
        await using var server = RawServer.Saying(RawServer.Http(200, """{"results":[{"id":"a","""));

        Assert.Equal(CallFailure.Malformed, (await Fail(Clients.Spec(server.Url))).Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{\"results\":")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"res\r\n")]
    public async Task Retrieve_ConnectionClosedEarly_IsUnreachable(string said)
    {
        await using var server = RawServer.Saying(said);

        var failure = await Fail(Clients.Spec(server.Url));

        Assert.Equal(CallFailure.Unreachable, failure.Kind);
        Assert.Equal(
            $"POST {server.Url}/api/v1/retrieve closed the connection before its answer was complete.", failure.Message);
    }

    [Fact]
    public async Task Retrieve_NotHttp_IsMalformed()
    {
        await using var server = RawServer.Saying("220 mail.example ESMTP\r\n");

        Assert.StartsWith(
            $"POST {server.Url}/api/v1/retrieve did not answer with valid HTTP: ",
            (await Fail(Clients.Spec(server.Url))).Message);
    }

    [Fact]
    public async Task Retrieve_NothingListens_IsUnreachable()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://{listener.LocalEndpoint}";
        listener.Stop();

        var failure = await Fail(Clients.Spec(url));

        Assert.Equal(CallFailure.Unreachable, failure.Kind);
        Assert.Equal($"POST {url}/api/v1/retrieve is unreachable: nothing listens there (connection refused).", failure.Message);
    }

    [Fact]
    public async Task Retrieve_NameDoesNotResolve_IsUnreachable()
    {
        using var clients = new Clients(resolve: (_, _) => throw new SocketException((int)SocketError.HostNotFound));

        var failure = await Fail(Clients.Spec("http://rag.example"), clients: clients);

        Assert.Equal(CallFailure.Unreachable, failure.Kind);
        Assert.Equal(
            "POST http://rag.example/api/v1/retrieve is unreachable: the name rag.example does not resolve.", failure.Message);
    }

    [Fact]
    public async Task Retrieve_NeverAnswers_IsATimeout()
    {
        await using var server = new RawServer(request => request.Hang());

        var failure = await Fail(Impatient(server.Url));

        Assert.Equal(CallFailure.Timeout, failure.Kind);
        Assert.Equal($"POST {server.Url}/api/v1/retrieve gave no complete answer within 0.2 s.", failure.Message);
    }

    [Fact]
    public async Task Retrieve_BodyNeverEnds_IsATimeout()
    {
        await using var server = new RawServer(async request =>
        {
            await request.Say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{\"id\"");
            await request.Hang();
        });

        Assert.Equal(CallFailure.Timeout, (await Fail(Impatient(server.Url))).Kind);
    }

    [Fact]
    public async Task Retrieve_ServiceEchoesTheSecret_ItIsNotShown()
    {
        await using var server = new RawServer(request => request.Say(RawServer.Http(401, request.Head, "text/plain")));

        var failure = await Fail(Clients.Spec(server.Url) with
        {
            Retrieve = new() { Path = "/api/v1/retrieve?key=in-the-path" },
        }, secrets: new() { ["X-Key"] = "sk-123456", ["Authorization"] = "Bearer tok-98765" });

        Assert.Contains("sk-123456", Assert.Single(server.Requests).Head);
        Assert.DoesNotContain("sk-123456", failure.ToString());
        Assert.DoesNotContain("tok-98765", failure.ToString());
        Assert.StartsWith($"POST {server.Url}/api/v1/retrieve answered 401", failure.Message);
    }

    [Theory]
    [InlineData("X-Key", "a\r\nHost: evil")]
    [InlineData("X-Key", "a\nb")]
    [InlineData("X-Key\r\nHost", "a")]
    [InlineData("X-Key", "날개")]
    [InlineData("Host", "evil")]
    [InlineData("transfer-encoding", "chunked")]
    [InlineData("", "x")]
    public async Task Retrieve_HeaderThatWouldBreakTheRequest_IsNotSent(string name, string value)
    {
        await using var server = RawServer.Saying(RawServer.Http(200, "[]"));

        var failure = await Fail(Clients.Spec(server.Url), secrets: new() { [name] = value });

        Assert.Equal(CallFailure.Refused, failure.Kind);
        Assert.Empty(server.Requests);
    }

    private static SystemSpec Impatient(string url) =>
        Clients.Spec(url) with { Limits = new() { Retries = 0, CallTimeout = TimeSpan.FromMilliseconds(200) } };

    private Task<CallFailedException> Fail(
        SystemSpec spec, Clients? clients = null, Dictionary<string, string>? secrets = null) =>
        Assert.ThrowsAsync<CallFailedException>(() =>
            (clients ?? _clients).Retrieval.Retrieve(spec, secrets ?? [], "q", 10, CancellationToken.None));
}
