using System.Collections.Immutable;

namespace BenchHub.Connectors.Net;

/// <summary>One HTTP exchange with a system under test.</summary>
internal sealed record OutboundCall(HttpMethod Method, Uri Url, TimeSpan Timeout)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>As <see cref="Headers"/>, and stronger; kept out of every message.</summary>
    public IReadOnlyDictionary<string, string> SecretHeaders { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>JSON, or null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Makes a body that is no JSON, anew for each attempt; null where <see cref="Body"/> is all.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Most bytes of a 2xx answer, decompressed; null where only its status matters.</summary>
    public long? AnswerBytes { get; init; }

    /// <summary>Whether a redirect is followed; else it is an answer like any other.</summary>
    public bool FollowsRedirects { get; init; } = true;

    // A record prints its members; secrets have no place in a log.
    public override string ToString() => $"{Method} {UserUrl.Shown(Url)}";
}
