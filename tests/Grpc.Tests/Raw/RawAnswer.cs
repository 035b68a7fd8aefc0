using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;

namespace BenchHub.Grpc.Tests.Raw;

/// <summary>A finished call: headers, messages as bytes, and status and trailers wherever they travelled.</summary>
public sealed record RawAnswer(
    HttpStatusCode Http, HttpResponseHeaders Headers, string? ContentType, HttpResponseHeaders Trailers, IReadOnlyList<byte[]> Messages)
{
    public StatusCode Status => (StatusCode)int.Parse(Last("grpc-status")!);

    /// <summary>The sentence as it stands on the wire.</summary>
    public string? EncodedMessage => Last("grpc-message");

    public string? Message => EncodedMessage is { } encoded ? Uri.UnescapeDataString(encoded) : null;

    public bool TrailersOnly => Headers.Contains("grpc-status");

    public string? Last(string key) =>
        Trailers.TryGetValues(key, out var trailer) ? trailer.Last()
        : Headers.TryGetValues(key, out var header) ? header.Last()
        : null;
}
