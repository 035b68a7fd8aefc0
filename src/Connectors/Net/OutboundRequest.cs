using System.Collections.Frozen;
using System.Net;
using System.Net.Http.Headers;

namespace BenchHub.Connectors.Net;

internal static class OutboundRequest
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeWithQualityHeaderValue AcceptJson = new("application/json");

    // These, .NET wants beside the body.
    private static readonly FrozenSet<string> ContentHeaders = FrozenSet.ToFrozenSet(
    [
        "Allow", "Content-Disposition", "Content-Language", "Content-Location", "Content-MD5", "Content-Range", "Content-Type",
        "Expires", "Last-Modified",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly ProductInfoHeaderValue UserAgent =
        new("BenchHub", typeof(OutboundRequest).Assembly.GetName().Version?.ToString(2));

    /// <summary>The request that makes the call; after a redirect it goes elsewhere than the call's own URL.</summary>
    /// <exception cref="CallFailedException">A header or the URL is not allowed.</exception>
    public static HttpRequestMessage Create(OutboundCall call, Uri url)
    {
        if (UserUrl.Problem(url) is { } problem)
        {
            throw new CallFailedException(CallFailure.Refused, problem);
        }

        var request = new HttpRequestMessage(call.Method, url)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = call.Content is { } make ? make() : call.Body is null ? null : new ByteArrayContent(call.Body) { Headers = { ContentType = Json } },
        };
        request.Headers.Accept.Add(AcceptJson);
        request.Headers.UserAgent.Add(UserAgent);

        // A header was given for the registered service and for nobody it points to.
        if (SameOrigin(url, call.Url))
        {
            Set(request, call.Headers);
            Set(request, call.SecretHeaders);
        }

        return request;
    }

    private static void Set(HttpRequestMessage request, IReadOnlyDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers)
        {
            if (HeaderRules.Problem(name, value) is { } problem)
            {
                throw new CallFailedException(CallFailure.Refused, problem);
            }

            HttpHeaders? target = ContentHeaders.Contains(name) ? request.Content?.Headers : request.Headers;
            target?.Remove(name);
            target?.TryAddWithoutValidation(name, value);
        }
    }

    private static bool SameOrigin(Uri a, Uri b) =>
        a.Scheme == b.Scheme && a.Port == b.Port && string.Equals(a.IdnHost, b.IdnHost, StringComparison.OrdinalIgnoreCase);
}
