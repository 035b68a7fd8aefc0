using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace OpenTelemetry.Exporter.Prometheus;

/// <summary>Answers one scrape, compressed when the scraper accepts gzip.</summary>
internal sealed class ScrapeEndpoint(PrometheusExporter exporter)
{
    public async Task Answer(HttpContext http)
    {
        var response = http.Response;
        var headers = http.Request.GetTypedHeaders();
        var negotiated = Negotiation.For(headers.Accept);
        if (await exporter.Scrape() is not { } scrape)
        {
            response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        var body = scrape.In(negotiated.Format);
        if (body.Length == 0)
        {
            return;
        }

        response.ContentType = negotiated.ContentType;
        response.Headers.LastModified = scrape.CollectedAt.ToString("R");
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (!AcceptsGzip(headers.AcceptEncoding))
        {
            await response.BodyWriter.WriteAsync(body, http.RequestAborted);
            return;
        }

        response.Headers.ContentEncoding = "gzip";
        await using var gzip = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await gzip.WriteAsync(body, http.RequestAborted);
    }

    private static bool AcceptsGzip(IList<StringWithQualityHeaderValue> encodings) => encodings.Any(static encoding =>
        encoding.Quality != 0 && encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase));
}
