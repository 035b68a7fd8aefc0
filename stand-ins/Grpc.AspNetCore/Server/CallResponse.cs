using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server;

/// <summary>
/// The response of one call. Handler and deadline race for its end: the first to end it decides the status, and
/// whatever is written later is refused.
/// </summary>
internal sealed class CallResponse(HttpResponse response)
{
    private readonly Lock _gate = new();
    private bool _ended;

    /// <exception cref="InvalidOperationException">The headers or the status were sent already, or a value does not fit a header.</exception>
    public async Task SendHeaders(Metadata headers, CancellationToken cancellationToken)
    {
        Task sent;
        lock (_gate)
        {
            RefuseWhenEnded();
            if (response.HasStarted)
            {
                throw new InvalidOperationException("The response headers were sent already.");
            }

            foreach (var header in headers)
            {
                response.Headers.Append(header.Key, header.WireValue);
            }

            sent = response.BodyWriter.FlushAsync(cancellationToken).AsTask();
        }

        await sent;
    }

    /// <exception cref="InvalidOperationException">The call has ended.</exception>
    public async Task Send(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        Task sent;
        lock (_gate)
        {
            RefuseWhenEnded();
            sent = response.BodyWriter.WriteAsync(frame, cancellationToken).AsTask();
        }

        await sent;
    }

    /// <summary>
    /// Fixes status and trailers. They travel as headers when nothing was sent yet ("trailers-only").
    /// </summary>
    /// <returns>False when the call had ended before.</returns>
    public bool TryEnd(Status status, IEnumerable<Metadata.Entry> trailers)
    {
        lock (_gate)
        {
            if (_ended)
            {
                return false;
            }

            _ended = true;
            var destination = response.HasStarted
                ? response.HttpContext.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
                : response.Headers;
            Wire.SetStatus(destination, Append(destination, trailers) ?? status);
            return true;
        }
    }

    private static Status? Append(IHeaderDictionary destination, IEnumerable<Metadata.Entry> trailers)
    {
        foreach (var trailer in trailers)
        {
            try
            {
                destination.Append(trailer.Key, trailer.WireValue);
            }
            catch (InvalidOperationException unfit)
            {
                return new(StatusCode.Internal, $"The trailer '{trailer.Key}' has a value that HTTP cannot carry; use a -bin key.", unfit);
            }
        }

        return null;
    }

    private void RefuseWhenEnded()
    {
        if (_ended || response.HttpContext.RequestAborted.IsCancellationRequested)
        {
            throw new InvalidOperationException("The call has ended; nothing more can be sent.");
        }
    }
}
