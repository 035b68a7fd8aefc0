using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace BenchHub.Cli.Tests.Processes;

/// <summary>A provider whose files and batches are a hub's, while single calls go to a model's own server.</summary>
internal sealed class BatchFront : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new() { Timeout = Deadline.Usual };

    private BatchFront(string hub, Uri model)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(http => Forward(http, IsBatch(http.Request.Path) ? new Uri(hub) : model));
    }

    public string Url => $"{_app.Urls.First()}/v1";

    public static async Task<BatchFront> Start(ServedHub hub, ModelService model)
    {
        var front = new BatchFront(hub.Url, model.Http.BaseAddress!);
        await front._app.StartAsync();
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private static bool IsBatch(PathString path) =>
        path.StartsWithSegments("/v1/files", StringComparison.Ordinal) || path.StartsWithSegments("/v1/batches", StringComparison.Ordinal);

    private async Task Forward(HttpContext http, Uri to)
    {
        using var request = new HttpRequestMessage(new(http.Request.Method), new Uri(to, $"{http.Request.Path}{http.Request.QueryString}"));
        if (http.Request.ContentType is { } type)
        {
            request.Content = new StreamContent(http.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (http.Request.Headers.TryGetValue("Idempotency-Key", out var key))
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", (string?)key);
        }

        using var answer = await _http.SendAsync(request);
        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(http.Response.Body);
    }
}
