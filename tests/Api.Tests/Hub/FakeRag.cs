using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BenchHub.Api.Tests.Hub;

/// <summary>A retrieval service that answers every query with the same documents, once it is let.</summary>
public sealed class FakeRag : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeRag(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>Headers of the calls so far.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = [];

    /// <summary>Texts for which the service answers 500.</summary>
    public ConcurrentDictionary<string, bool> Broken { get; } = [];

    public IReadOnlyList<string> Documents { get; init; } = ["d1", "d2", "d3", "d4"];

    /// <summary>Ends when a query of a job is being answered.</summary>
    public Task Asked => _asked.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public static async Task<FakeRag> Start(bool isOpen = true, params string[] documents)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakeRag(app) { Documents = documents.Length > 0 ? documents : ["d1", "d2", "d3", "d4"] };
        if (isOpen)
        {
            fake.Open();
        }

        app.MapGet("/health", static () => "ok");
        app.MapPost("/api/v1/retrieve", fake.Retrieve);
        app.MapPost("/api/v1/answer", static (JsonObject body) => TypedResults.Json(new { answer = $"{body["query"]}!", contexts = new[] { "one", "two" } }));
        await app.StartAsync();
        return fake;
    }

    public void Open() => _open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Open();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<IResult> Retrieve(JsonObject body, HttpRequest request)
    {
        Authorizations.Enqueue(request.Headers.Authorization.ToString());
        var query = (string?)body["query"] ?? "";

        // The probe of a registration asks something of its own and is not held up.
        if (query.Contains('#'))
        {
            _asked.TrySetResult();
            await _open.Task.WaitAsync(request.HttpContext.RequestAborted);
        }

        return Broken.ContainsKey(query)
            ? TypedResults.StatusCode(500)
            : TypedResults.Json(new { results = Documents.Select((id, place) => new { id, score = 1.0 / (place + 1) }) });
    }
}
