using System.Net;
using BenchHub.Api.Errors;

namespace BenchHub.Api.Security;

/// <summary>
/// Keeps web pages of other sites away from a hub on the user's own machine. A name that somebody points at 127.0.0.1
/// (DNS rebinding) is no name of this hub; and a page elsewhere may not write, even where it cannot read the answer, nor open a socket.
/// </summary>
internal sealed class BrowserGuard(ApiOptions options) : IMiddleware
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // At the last moment, since the handler of exceptions clears what was set before.
        context.Response.OnStarting(static response => SetNoSniff((HttpResponse)response), context.Response);
        var request = context.Request;

        // Without a key the hub listens on loopback only; with one, a foreign page lacks the key.
        if (!options.HasApiKey && !IsLoopback(request.Host.Host))
        {
            return context.Write(new(
                ProblemKind.Forbidden, $"The host '{request.Host.Host}' is not this hub; use localhost, or configure an API key to serve other names."));
        }

        return IsForeignWrite(request)
            ? context.Write(new(ProblemKind.Forbidden, $"A page of {request.Headers.Origin} may not change anything here."))
            : next(context);
    }

    private static Task SetNoSniff(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        return Task.CompletedTask;
    }

    private static bool IsForeignWrite(HttpRequest request) =>
        ((!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) || OpensSocket(request))
        && request.Headers.Origin.ToString() is { Length: > 0 } origin
        && request.Headers["Sec-Fetch-Site"] != "same-origin"
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var site) && string.Equals(site.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));

    // Any page may open a WebSocket anywhere, and read what it brings.
    private static bool OpensSocket(HttpRequest request) => string.Equals(request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
