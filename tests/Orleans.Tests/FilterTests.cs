using System.Collections.Concurrent;
using System.Diagnostics;
using BenchHub.Orleans.Tests.Support;

namespace BenchHub.Orleans.Tests;

public sealed class FilterTests
{
    [Fact]
    public async Task IncomingFilter_SeesTheCallAndMayChangeItsResult()
    {
        await using var cluster = await TestCluster.Start(silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            await context.Invoke();
            if (context.MethodName == nameof(ICallGrain.Add))
            {
                context.Result = (int)context.Result! + 100;
            }
        }));

        Assert.Equal(105, await cluster.Grain<ICallGrain>("a").Add(5));
    }

    [Fact]
    public async Task OutgoingFilter_OfASilo_SeesTheCallsOfItsGrains()
    {
        var seen = new ConcurrentQueue<string>();
        await using var cluster = await TestCluster.Start(silo => silo.AddOutgoingGrainCallFilter(context =>
        {
            seen.Enqueue($"{context.MethodName} to {context.TargetId}");
            return context.Invoke();
        }));

        await cluster.Grain<ICallerGrain>("a").RelayUser();

        Assert.Contains("User to call/other of a", seen);
    }

    [Fact]
    public async Task OutgoingFilter_RepeatsACall_ItIsMadeAgainThroughTheRestOfTheFilters()
    {
        var passed = 0;
        await using var cluster = await TestCluster.Start(silo => silo
            .AddOutgoingGrainCallFilter(static async context =>
            {
                await context.Invoke();
                if (context.MethodName == nameof(ICallGrain.Add))
                {
                    await context.Invoke();
                }
            })
            .AddOutgoingGrainCallFilter(context =>
            {
                passed += context.MethodName == nameof(ICallGrain.Add) ? 1 : 0;
                return context.Invoke();
            }));

        // 5 are added twice, and the second answer counts.
        Assert.Equal(10, await cluster.Grain<ICallerGrain>("a").AddThrough(cluster.Grain<ICallGrain>("b"), 5));
        Assert.Equal(2, passed);
    }

    [Fact]
    public async Task ActivityPropagation_CallOfAGrain_IsAChildOfItsCaller()
    {
        var stopped = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.Orleans.Application",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var cluster = await TestCluster.Start(silo => silo.AddActivityPropagation());

        await cluster.Grain<ICallerGrain>("a").RelayUser();

        var inner = Assert.Single(stopped, activity => activity is { OperationName: "ICallGrain/User", Kind: ActivityKind.Server });
        var client = Assert.Single(stopped, activity => activity.SpanId == inner.ParentSpanId);
        var outer = Assert.Single(stopped, activity => activity is { OperationName: "ICallerGrain/RelayUser", Kind: ActivityKind.Server });
        Assert.Equal(outer.SpanId, client.ParentSpanId);
        Assert.Equal(outer.TraceId, inner.TraceId);
    }
}
