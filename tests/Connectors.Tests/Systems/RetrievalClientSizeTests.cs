using System.IO.Compression;
using BenchHub.Connectors.Net;
using BenchHub.Systems;

namespace BenchHub.Connectors.Tests.Systems;

/// <summary>Answers that are too much, over real sockets.</summary>
[Collection(nameof(RetrievalClientSizeTests))]
[CollectionDefinition(nameof(RetrievalClientSizeTests), DisableParallelization = true)] // What others allocate meanwhile would count.
public sealed class RetrievalClientSizeTests : IDisposable
{
    private static readonly byte[] Zeros = new byte[64 * 1024];

    private readonly Clients _clients = new();

    public void Dispose() => _clients.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("Content-Length: 314572800\r\n")]
    public async Task Retrieve_300Megabytes_StopsAtTheLimit(string length)
    {
        var sent = 0L;
        await using var server = new RawServer(async request =>
        {
            await request.Say($"HTTP/1.1 200 OK\r\n{length}Connection: close\r\n\r\n");
            while (sent < 300L * 1024 * 1024)
            {
                await request.Say(Zeros);
                sent += Zeros.Length;
            }
        });
        var allocated = GC.GetTotalAllocatedBytes();

        var failure = await Fail(Clients.Spec(server.Url));

        // 16 MiB are read at most, and what the sockets hold comes on top; the buffers that grew to 16 MiB sum to 32.
        Assert.Equal(CallFailure.TooLarge, failure.Kind);
        Assert.Equal(
            $"POST {server.Url}/api/v1/retrieve answered more than 16,777,216 bytes, the limit of one answer (limits.answerBytes).",
            failure.Message);
        Assert.InRange(sent, 0, 64L * 1024 * 1024);
        Assert.InRange(GC.GetTotalAllocatedBytes() - allocated, 0, 128L * 1024 * 1024);
    }

    [Fact]
    public async Task Retrieve_ExactlyTheLimit_IsRead()
    {
        var body = """[{"id":"a"}]""".PadRight(2048);
        await using var server = RawServer.Saying(RawServer.Http(200, body));
        var spec = Clients.Spec(server.Url);

        var answer = await _clients.Retrieval.Retrieve(Limited(spec, 2048), Clients.NoSecrets, "q", 1, CancellationToken.None);

        Assert.Single(answer.Documents);
        Assert.Equal(CallFailure.TooLarge, (await Fail(Limited(spec, 2047))).Kind);
    }

    [Fact]
    public async Task Retrieve_GzipBomb_StopsAtTheLimit()
    {
        using var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var written = 0; written < 300 * 1024 * 1024; written += Zeros.Length)
            {
                await gzip.WriteAsync(Zeros);
            }
        }

        await using var server = new RawServer(async request =>
        {
            await request.Say($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {bomb.Length}\r\n\r\n");
            await request.Say(bomb.ToArray());
        });

        Assert.Equal(CallFailure.TooLarge, (await Fail(Clients.Spec(server.Url))).Kind);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Retrieve_BodyIsNotWhatItsEncodingSays_IsMalformed(string encoding)
    {
        await using var server = RawServer.Saying(
            RawServer.Http(200, "this was never compressed, whatever the header says", headers: $"Content-Encoding: {encoding}\r\n"));

        Assert.Equal(CallFailure.Malformed, (await Fail(Clients.Spec(server.Url))).Kind);
    }

    private static SystemSpec Limited(SystemSpec spec, long bytes) =>
        spec with { Limits = spec.Limits with { AnswerBytes = bytes } };

    private Task<CallFailedException> Fail(SystemSpec spec) => Assert.ThrowsAsync<CallFailedException>(
        () => _clients.Retrieval.Retrieve(spec, Clients.NoSecrets, "q", 10, CancellationToken.None));
}
