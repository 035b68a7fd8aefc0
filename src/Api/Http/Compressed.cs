using System.IO.Compression;
using System.Text.Json;
using BenchHub.Api.Json;
using Microsoft.Net.Http.Headers;

namespace BenchHub.Api;

/// <summary>
/// JSON of some megabytes, compressed where the caller takes gzip. It says of something that never changes: the caller may keep it for
/// a day, for itself.
/// </summary>
internal sealed class Compressed(object value) : IResult
{
    private const string Cached = "private, max-age=86400";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = Cached;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (!httpContext.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            await JsonSerializer.SerializeAsync(response.Body, value, value.GetType(), ApiJson.Options, httpContext.RequestAborted);
            return;
        }

        response.Headers.ContentEncoding = "gzip";
        await using var gzip = new GZipStream(response.Body, CompressionLevel.Fastest);
        await JsonSerializer.SerializeAsync(gzip, value, value.GetType(), ApiJson.Options, httpContext.RequestAborted);
    }
}
