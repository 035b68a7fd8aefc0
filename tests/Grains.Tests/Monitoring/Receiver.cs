using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Tests.Monitoring;

/// <summary>A receiver of webhooks on a port of its own, which keeps what it was told and answers as the test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<(Func<bool> Reached, TaskCompletionSource Signal)> _awaited = [];
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    /// <summary>The status of the answer to the n-th request, from 1.</summary>
    public Func<int, int> Status { get; set; } = static _ => 200;

    public ConcurrentQueue<(string Delivery, string Signature, JsonNode Body)> Requests { get; } = [];

    public string Url => $"{_app.Urls.Single()}/hook";

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.MapPost("/hook", receiver.Take);
        await app.StartAsync();
        return receiver;
    }

    public Task Has(int requests) => When(() => Requests.Count >= requests, $"{requests} webhooks");

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> Take(HttpRequest request)
    {
        var body = (await JsonNode.ParseAsync(request.Body))!;
        int number;
        lock (_lock)
        {
            Requests.Enqueue((request.Headers["BenchHub-Delivery"].ToString(), request.Headers["BenchHub-Signature"].ToString(), body));
            number = Requests.Count;
            foreach (var (_, signal) in _awaited.Where(static awaited => awaited.Reached()))
            {
                signal.TrySetResult();
            }
        }

        return Results.StatusCode(Status(number));
    }

    private async Task When(Func<bool> reached, string what)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _awaited.Add((reached, signal));
            if (reached())
            {
                signal.TrySetResult();
            }
        }

        await signal.Task.Within(what);
    }
}
