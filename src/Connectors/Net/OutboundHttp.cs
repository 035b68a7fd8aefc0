using System.Diagnostics;
using System.Net;

namespace BenchHub.Connectors.Net;

/// <summary>
/// Every HTTP call of the hub to an address that a user gave: guarded connections, few redirects, bounded time and
/// size, no proxy, no cookies. One instance for the process, so that connections are reused.
/// </summary>
public sealed class OutboundHttp : IDisposable
{
    private const int MaxRedirects = 3;

    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;

    public OutboundHttp(AddressGuard guard, TimeProvider time)
    {
        Guard = guard;
        _time = time;
        _http = new(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(), // seen in our traces; nobody else is told of them
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            ConnectCallback = guard.Connect,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            EnableMultipleHttp2Connections = true,
            MaxConnectionsPerServer = 1024,
            MaxResponseDrainSize = 64 * 1024,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // so that a change of DNS is seen
            UseCookies = false,
            UseProxy = false,
        });
    }

    internal AddressGuard Guard { get; }

    public void Dispose() => _http.Dispose();

    /// <returns>The answer, whatever its status; of another status than 2xx only the beginning of the body.</returns>
    /// <exception cref="CallFailedException">There is none, or it is too large.</exception>
    internal async Task<OutboundAnswer> Send(OutboundCall call, CancellationToken cancellationToken)
    {
        using var response = await Open(call, cancellationToken);
        return await response.Whole();
    }

    /// <returns>An answer whose body is yet to be read, within the same time and size.</returns>
    /// <exception cref="CallFailedException">There is none.</exception>
    internal async Task<OutboundResponse> Open(OutboundCall call, CancellationToken cancellationToken)
    {
        var clock = new OutboundClock(call.Timeout, _time, cancellationToken);
        try
        {
            return new(call, await Follow(call, clock.Token), clock);
        }
        catch (Exception fault)
        {
            using (clock)
            {
                if (clock.IsFaultOf(fault))
                {
                    throw clock.Explain(call, fault);
                }
            }

            throw;
        }
    }

    private async Task<HttpResponseMessage> Follow(OutboundCall call, CancellationToken cancellationToken)
    {
        var url = call.Url;
        for (var redirects = 0; ; redirects++)
        {
            using var request = OutboundRequest.Create(call, url);
            var response = await _http.SendAsync(request, cancellationToken);
            if (!call.FollowsRedirects || Next(call, url, response, redirects) is not { } next)
            {
                return response;
            }

            url = next;
        }
    }

    // Whoever is redirected, or refuses to be, is done with the response.
    private static Uri? Next(OutboundCall call, Uri url, HttpResponseMessage response, int redirects)
    {
        Uri? next;
        try
        {
            next = Redirect.Target(call, url, response);
        }
        catch
        {
            response.Dispose();
            throw;
        }

        if (next is null)
        {
            return null;
        }

        response.Dispose();
        return redirects < MaxRedirects
            ? next
            : throw new CallFailedException(
                CallFailure.Status,
                $"{call} redirects more than {MaxRedirects} times, the last time to {UserUrl.Shown(next)}.")
            {
                StatusCode = (int)response.StatusCode,
            };
    }
}
