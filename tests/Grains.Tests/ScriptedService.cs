using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Tests;

/// <summary>
/// A retrieval service on a port of its own that does as the test says and counts. It answers <c>q7</c> with
/// <c>d7</c> at the rank that <see cref="Rank"/> gives. Calls of validation (other texts) are not counted.
/// </summary>
public sealed class ScriptedService : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<(Func<bool> Reached, TaskCompletionSource Signal)> _awaited = [];
    private readonly ConcurrentDictionary<string, int> _asked = new();
    private readonly ConcurrentQueue<(string Query, long At)> _arrivals = new();
    private WebApplication? _app;
    private TaskCompletionSource _open = Opened();
    private int _port;
    private int _received;
    private int _free = int.MaxValue;
    private int _inFlight;
    private int _broken;

    /// <summary>From 1; 0 leaves the relevant document out.</summary>
    public Func<int, int> Rank { get; set; } = static _ => 1;

    /// <summary>How long an answer takes. Default: none.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>What to answer instead; null for the usual answer.</summary>
    public Func<string, IResult?> Instead { get; set; } = static _ => null;

    /// <summary>What calls of validation get.</summary>
    public Func<IResult> Otherwise { get; set; } = static () => Answer(["d0"]);

    /// <summary>Whether to close the connection instead of answering.</summary>
    public Func<string, bool> Breaks { get; set; } = static _ => false;

    /// <summary>Whether everything is answered with 503, though the health check says that all is well.</summary>
    public bool SendsAway { get; set; }

    public string Url => $"http://127.0.0.1:{_port}";

    public int Received => _received;

    public int MostInFlight { get; private set; }

    public ConcurrentQueue<string> Authorizations { get; } = [];

    /// <summary>How often each query was asked.</summary>
    public IReadOnlyDictionary<string, int> Asked => _asked;

    /// <summary>The calls in the order of their arrival, with a time stamp of the system's clock.</summary>
    public IReadOnlyCollection<(string Query, long At)> Arrivals => _arrivals;

    public static async Task<ScriptedService> Start()
    {
        var service = new ScriptedService();
        await service.ComeBack();
        return service;
    }

    /// <summary>After so many more calls, those that follow stay open until <see cref="Release"/>.</summary>
    public void HoldAfter(int calls)
    {
        lock (_lock)
        {
            _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _free = _received + calls;
        }
    }

    public void Release()
    {
        _free = int.MaxValue;
        _open.TrySetResult();
    }

    /// <summary>The signal that so many calls have arrived in all.</summary>
    public Task HasReceived(int calls) => When(() => _received >= calls, $"{calls} calls to arrive");

    /// <summary>The signal that the caller gave up so many open calls.</summary>
    public Task HasBroken(int calls) => When(() => _broken >= calls, $"{calls} open calls to be given up");

    public void AssertEachAskedOnce(int queries)
    {
        Assert.Equal(queries, _asked.Count);
        Assert.DoesNotContain(_asked, static asked => asked.Value != 1);
    }

    /// <summary>Closes the port; open calls break.</summary>
    public async Task GoDown()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
        }
    }

    /// <summary>Listens again, on the same port.</summary>
    public async Task ComeBack()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{_port}");
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/health", static () => Results.Ok());
        _app.MapPost("/api/v1/retrieve", (Delegate)Retrieve);
        _app.MapPost("/api/v1/answer", (Delegate)Retrieve);
        await _app.StartAsync();
        _port = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        await GoDown();
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private async Task<IResult> Retrieve(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var query = body.RootElement.GetProperty("query").GetString()!;
        Authorizations.Enqueue(context.Request.Headers.Authorization.ToString());
        if (SendsAway)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        if (!int.TryParse(query.AsSpan(1), out var number))
        {
            return Otherwise();
        }

        var place = Arrive(query);
        try
        {
            if (place > _free)
            {
                await _open.Task.WaitAsync(context.RequestAborted);
            }

            if (Latency > TimeSpan.Zero)
            {
                await Task.Delay(Latency, TimeProvider.System, context.RequestAborted);
            }

            if (Breaks(query))
            {
                context.Abort();
            }

            return Instead(query) ?? Answer(Documents(number));
        }
        catch (OperationCanceledException)
        {
            Count(() => _broken++);
            return Results.Empty;
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private int Arrive(string query)
    {
        var place = 0;
        Count(() =>
        {
            place = ++_received;
            _asked.AddOrUpdate(query, 1, static (_, count) => count + 1);
            _arrivals.Enqueue((query, TimeProvider.System.GetTimestamp()));
            MostInFlight = Math.Max(MostInFlight, Interlocked.Increment(ref _inFlight));
        });
        return place;
    }

    private void Count(Action count)
    {
        lock (_lock)
        {
            count();
            foreach (var (_, signal) in _awaited.Where(static awaited => awaited.Reached()))
            {
                signal.TrySetResult();
            }
        }
    }

    private async Task When(Func<bool> reached, string what)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Count(() => _awaited.Add((reached, signal)));
        try
        {
            await signal.Task.Within(what);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message} {_received} arrived, {_broken} were given up.", late);
        }
    }

    private IEnumerable<string> Documents(int number)
    {
        var rank = Rank(number);
        return Enumerable.Range(1, Math.Max(rank, 3)).Select(place => place == rank ? $"d{number}" : $"other{place}");
    }

    private static IResult Answer(IEnumerable<string> ids) => Results.Json(new { results = ids.Select(static (id, i) => new { id, score = 1.0 / (i + 1), text = "" }) });
}
