using System.Net;

namespace BenchHub.Connectors.Net;

/// <summary>An answer whose head has arrived; the body is read under the limits of its call. Owns connection and timeout.</summary>
internal sealed class OutboundResponse(OutboundCall call, HttpResponseMessage response, OutboundClock clock) : IDisposable
{
    public HttpStatusCode Status => response.StatusCode;

    public bool IsSuccess => response.IsSuccessStatusCode;

    public string? ContentType => response.Content.Headers.ContentType?.MediaType;

    /// <summary>Since the call was begun.</summary>
    public TimeSpan Elapsed => clock.Elapsed;

    /// <summary>The body as it arrives; reading it fails with <see cref="CallFailedException"/> alone.</summary>
    /// <exception cref="CallFailedException">It says beforehand that it is too large, or there is none.</exception>
    public async Task<Stream> Body()
    {
        var limit = IsSuccess ? call.AnswerBytes : null;
        if (response.Content.Headers.ContentLength > limit)
        {
            throw OutboundFaults.TooLarge(call);
        }

        try
        {
            return new BoundedBody(call, await response.Content.ReadAsStreamAsync(clock.Token), limit, clock);
        }
        catch (Exception fault) when (clock.IsFaultOf(fault))
        {
            throw clock.Explain(call, fault);
        }
    }

    /// <returns>All of it; of another status than 2xx only the beginning of the body.</returns>
    public async Task<OutboundAnswer> Whole()
    {
        var buffer = new AnswerBuffer();
        try
        {
            await using var body = await Body();
            await buffer.Fill(body, (IsSuccess ? call.AnswerBytes : null) ?? Excerpt.Bytes, clock.Token);
            return new(Status, ContentType, buffer, Elapsed)
            {
                RetryAfter = RetryAfterHeaders.Read(response.Headers, Status is HttpStatusCode.TooManyRequests, clock.Now),
            };
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        response.Dispose();
        clock.Dispose();
    }
}
