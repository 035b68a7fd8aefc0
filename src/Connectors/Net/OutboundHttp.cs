using System.Net;
using System.Net.Http.Headers;

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
            ActivityHeadersPropagator = null,
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
        using var timeout = new CancellationTokenSource(call.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await Follow(call, either.Token);
        }
        catch (Exception fault) when (OutboundFaults.Covers(fault) && !cancellationToken.IsCancellationRequested)
        {
            throw OutboundFaults.Explain(call, fault, timeout.IsCancellationRequested);
        }
    }

    private async Task<OutboundAnswer> Follow(OutboundCall call, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var url = call.Url;
        for (var redirects = 0; ; redirects++)
        {
            using var request = OutboundRequest.Create(call, url);
            using var response = await _http.SendAsync(request, cancellationToken);
            if (Redirect.Target(call, url, response) is not { } next)
            {
                return await Read(call, response, started, cancellationToken);
            }

            url = redirects < MaxRedirects
                ? next
                : throw new CallFailedException(
                    CallFailure.Status,
                    $"{call} redirects more than {MaxRedirects} times, the last time to {UserUrl.Shown(next)}.")
                {
                    StatusCode = (int)response.StatusCode,
                };
        }
    }

    private async Task<OutboundAnswer> Read(
        OutboundCall call, HttpResponseMessage response, long started, CancellationToken cancellationToken)
    {
        var limit = response.IsSuccessStatusCode ? call.AnswerBytes : null;
        var buffer = new AnswerBuffer();
        try
        {
            if (response.Content.Headers.ContentLength > limit)
            {
                throw OutboundFaults.TooLarge(call);
            }

            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            await buffer.Fill(body, limit ?? Excerpt.Bytes, cancellationToken);
            if (limit is not null && !buffer.IsComplete)
            {
                throw OutboundFaults.TooLarge(call);
            }

            return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType, buffer, _time.GetElapsedTime(started))
            {
                RetryAfter = RetryAfter(response.Headers.RetryAfter),
            };
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow(),
        _ => null,
    };
}
