using Microsoft.AspNetCore.Http;

namespace BenchHub.MockLlm;

internal static class Sending
{
    public static async Task Send(this HttpResponse response, int status, ReadOnlyMemory<byte> body, string contentType = "application/json")
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, response.HttpContext.RequestAborted);
    }

    /// <param name="response">Of a request that is refused.</param>
    /// <param name="failure">Why.</param>
    /// <param name="protocol">Gives it its shape; OpenAI's where it is null.</param>
    public static Task Refuse(this HttpResponse response, Failure failure, IProtocol? protocol = null)
    {
        var (status, body) = protocol?.Error(failure) ?? OpenAi.Error(failure);
        if (failure.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
            response.Headers["retry-after-ms"] = $"{wait.TotalMilliseconds:0}";
        }

        return response.Send(status, body);
    }

    public static async Task<byte[]> Bytes(this HttpRequest request)
    {
        using var buffer = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, 1024 * 1024));
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        return buffer.ToArray();
    }
}
