using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Tests;

/// <summary>One trace spans the processes that a request goes through, and ends before systems under test.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task Request_ThroughAGrainOnASiloToASystem_IsOneTraceThatTheSystemDoesNotLearnOf()
    {
        var trace = ActivityTraceId.CreateRandom();
        var stopped = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "Microsoft.AspNetCore" or "Microsoft.Orleans.Application" or "System.Net.Http",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == trace)
                {
                    stopped.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var hub = await Hub.Start(silos: 3);
        await using var service = await ScriptedService.Start();
        await using var front = await Front(async () => (await hub.Register(service)).Value);
        using var http = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{front.Urls.Single()}/register") { Headers = { { "traceparent", $"00-{trace}-00f067aa0ba902b7-01" } } };

        (await http.SendAsync(request, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        // From the end to the beginning: the system was called by a grain, the grain by the client, the client by the request.
        var call = Assert.Single(stopped, static activity => activity is { OperationName: "ISystemGrain/Register", Kind: ActivityKind.Server });
        Assert.Contains(stopped, activity => activity.Source.Name == "System.Net.Http" && activity.ParentSpanId == call.SpanId);
        var sent = Assert.Single(stopped, activity => activity.SpanId == call.ParentSpanId);
        Assert.Equal((ActivityKind.Client, true), (sent.Kind, call.HasRemoteParent));
        Assert.Contains(stopped, activity => activity.Source.Name == "Microsoft.AspNetCore" && activity.SpanId == sent.ParentSpanId);
        Assert.Equal([""], service.TraceParents.Distinct());
    }

    private static async Task<WebApplication> Front(Func<Task<string>> register)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/register", register);
        await app.StartAsync();
        return app;
    }
}
