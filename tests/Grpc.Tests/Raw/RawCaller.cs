using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace BenchHub.Grpc.Tests.Raw;

/// <summary>A gRPC client of a few lines that knows nothing but the wire, so that the tests see every byte.</summary>
public sealed class RawCaller : IDisposable
{
    private readonly HttpClient _http;

    public RawCaller(Uri server) => _http = new HttpClient
    {
        BaseAddress = server,
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = TimeSpan.FromSeconds(30),
    };

    public const string Probe = "/benchhub.probe.v1.Probe/";

    /// <summary>Sends one message and awaits the end of the call.</summary>
    public async Task<RawAnswer> Call(string path, IMessage request, params (string Key, string Value)[] headers) =>
        await Send(path, new ByteArrayContent(Frame.Of(request)), headers);

    public async Task<RawAnswer> Send(string path, HttpContent body, params (string Key, string Value)[] headers)
    {
        using var stream = await Open(path, body, CancellationToken.None, headers);
        var messages = new List<byte[]>();
        while (await stream.Next() is { } message)
        {
            messages.Add(message);
        }

        return stream.Finish(messages);
    }

    /// <summary>Starts a call and returns when the response headers are there.</summary>
    public async Task<RawStream> Open(
        string path, HttpContent body, CancellationToken cancel, params (string Key, string Value)[] headers)
    {
        body.Headers.ContentType ??= new MediaTypeHeaderValue("application/grpc");
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = body,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TE.Add(new("trailers"));
        foreach (var (key, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(key, value);
        }

        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        return new RawStream(response, await response.Content.ReadAsStreamAsync(cancel));
    }

    public void Dispose() => _http.Dispose();
}
