using System.Net;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Systems;

namespace BenchHub.Connectors.Tests.Net;

/// <summary>Where a call may lead, seen by a client of the whole pipeline.</summary>
public sealed class OutboundHttpTests : IDisposable
{
    private static readonly string Answer = RawServer.Http(200, """[{"id":"a"}]""");

    private readonly Clients _clients = new();

    public void Dispose() => _clients.Dispose();

    [Fact]
    public async Task Send_RedirectToTheMetadataService_IsRefused()
    {
        await using var server = RawServer.Saying(Redirect(307, "http://169.254.169.254/latest/meta-data/"));

        var failure = await Fail(server.Url);

        Assert.Equal(CallFailure.Refused, failure.Kind);
        Assert.Equal(
            $"POST {server.Url}/api/v1/retrieve is refused: 169.254.169.254 is the metadata service of a cloud; "
            + "the hub never calls such an address.",
            failure.Message);
    }

    [Theory]
    [InlineData("http://169.254.169.254")]
    [InlineData("http://[::ffff:a9fe:a9fe]")]
    [InlineData("http://2852039166")]
    [InlineData("http://0xa9fea9fe")]
    [InlineData("http://169.254.43518")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]")]
    [InlineData("http://10.0.0.1")]
    public async Task Send_RefusedAddressInAnyWriting_IsRefused(string url) =>
        Assert.Equal(CallFailure.Refused, (await Fail(url)).Kind);

    [Fact]
    public async Task Send_NameThatResolvesToARefusedAddress_IsRefused()
    {
        using var clients = new Clients(resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("169.254.169.254")]));

        Assert.Equal(CallFailure.Refused, (await Fail("http://innocent.example", clients)).Kind);
    }

    [Fact]
    public async Task Send_NameThatResolvesElsewhereLater_IsCheckedAtEachConnection()
    {
        await using var server = RawServer.Saying(Answer);
        var port = new Uri(server.Url).Port;
        var answers = new Queue<IPAddress>([IPAddress.Loopback, IPAddress.Parse("10.0.0.1")]);
        using var clients = new Clients(resolve: (_, _) => Task.FromResult<IPAddress[]>([answers.Dequeue()]));

        await Call($"http://rebind.example:{port}", clients);
        var failure = await Fail($"http://rebind.example:{port}", clients);

        Assert.Equal(CallFailure.Refused, failure.Kind);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Send_RedirectLoop_StopsAfterThree()
    {
        await using var server = RawServer.Saying(Redirect(308, "/again"));

        var failure = await Fail(server.Url);

        Assert.Equal((CallFailure.Status, 308), (failure.Kind, failure.StatusCode));
        Assert.Equal(
            $"POST {server.Url}/api/v1/retrieve redirects more than 3 times, the last time to {server.Url}/again.", failure.Message);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Send_RedirectWithinTheService_KeepsBodyAndHeaders()
    {
        await using var server = RawServer.Saying(Redirect(307, "/api/v1/retrieve/"), Answer);

        await Call(server.Url);

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal("POST /api/v1/retrieve/ HTTP/1.1", server.Requests[1].Line);
        Assert.Equal(server.Requests[0].Body, server.Requests[1].Body);
        Assert.Contains("X-Key: secret", server.Requests[1].Head);
    }

    [Fact]
    public async Task Send_RedirectToAnotherOrigin_LeavesTheSecretsBehind()
    {
        await using var other = RawServer.Saying(Answer);
        await using var server = RawServer.Saying(Redirect(307, other.Url));

        await Call(server.Url);

        Assert.Contains("X-Key: secret", Assert.Single(server.Requests).Head);
        Assert.DoesNotContain("secret", Assert.Single(other.Requests).Head);
    }

    [Theory]
    [InlineData(302, "/login", "that drops the body; register the address that answers.")]
    [InlineData(307, "file:///etc/passwd", "The url begins with file:; only http and https are called.")]
    [InlineData(307, "http://user:pw@127.0.0.1/", "The url holds a user name or password; give credentials as a secret header.")]
    public async Task Send_RedirectThatIsNotFollowed_SaysWhy(int status, string location, string sentence)
    {
        await using var server = RawServer.Saying(Redirect(status, location));

        var failure = await Fail(server.Url);

        Assert.EndsWith(sentence, failure.Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Send_ManyCallsInTurn_ReuseTheConnection()
    {
        var connections = 0;
        var answer = Answer.Replace("Connection: close\r\n", "");
        await using var server = new RawServer(async request =>
        {
            Interlocked.Increment(ref connections);
            await request.Say(answer);
            while (true)
            {
                await RawRequest.Read(request.Stream, request.Stopping);
                await request.Say(answer);
            }
        });

        for (var call = 0; call < 20; call++)
        {
            await Call(server.Url);
        }

        Assert.Equal(1, connections);
    }

    private static string Redirect(int status, string location) =>
        $"HTTP/1.1 {status} X\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private Task<RetrievalAnswer> Call(string url, Clients? clients = null) => (clients ?? _clients).Retrieval.Retrieve(
        Clients.Spec(url), Clients.NoSecrets.Add("X-Key", "secret"), "q", 1, CancellationToken.None);

    private Task<CallFailedException> Fail(string url, Clients? clients = null) =>
        Assert.ThrowsAsync<CallFailedException>(() => Call(url, clients));
}
