using System.Diagnostics;

namespace Orleans.Runtime;

/// <summary>Makes the client's activity of a call and puts its context into the request context.</summary>
internal sealed class OutgoingActivityFilter(DistributedContextPropagator propagator) : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context)
    {
        var activity = GrainCallActivity.Source(context).StartActivity(GrainCallActivity.Name(context), ActivityKind.Client);
        if (activity is null)
        {
            return context.Invoke();
        }

        propagator.Inject(activity, null, static (_, key, value) => RequestContext.Set(key, value));
        return GrainCallActivity.Run(activity, context);
    }
}

/// <summary>Makes the server's activity of a call as a child of the one that the request context carries.</summary>
internal sealed class IncomingActivityFilter(DistributedContextPropagator propagator) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        propagator.ExtractTraceIdAndState(null, Read, out var traceParent, out var traceState);
        if (!ActivityContext.TryParse(traceParent, traceState, isRemote: true, out var parent))
        {
            parent = default;
        }

        var activity = GrainCallActivity.Source(context).CreateActivity(GrainCallActivity.Name(context), ActivityKind.Server, parent);
        return activity is null ? context.Invoke() : GrainCallActivity.Run(activity.Start(), context);
    }

    private static void Read(object? carrier, string name, out string? value, out IEnumerable<string>? values) =>
        (value, values) = (RequestContext.Get(name) as string, null);
}

internal static class GrainCallActivity
{
    private static readonly ActivitySource Application = new(Diagnostics.ActivitySources.ApplicationGrainActivitySourceName);
    private static readonly ActivitySource Runtime = new(Diagnostics.ActivitySources.RuntimeActivitySourceName);

    public static ActivitySource Source(IGrainCallContext context) =>
        context.InterfaceMethod.DeclaringType?.Namespace?.StartsWith("Orleans", StringComparison.Ordinal) == true ? Runtime : Application;

    public static string Name(IGrainCallContext context) => $"{context.InterfaceMethod.DeclaringType!.Name}/{context.MethodName}";

    public static async Task Run(Activity activity, IGrainCallContext context)
    {
        using (activity)
        {
            activity.SetTag("rpc.system.name", "orleans");
            activity.SetTag("orleans.rpc.service", context.InterfaceName);
            activity.SetTag("rpc.method", $"{context.InterfaceName}/{context.MethodName}");
            activity.SetTag("orleans.rpc.target_id", context.TargetId.ToString());
            activity.SetTag("orleans.rpc.source_id", context.SourceId?.ToString());
            try
            {
                await context.Invoke();
            }
            catch (Exception exception)
            {
                activity.SetStatus(ActivityStatusCode.Error);
                activity.SetTag("exception.type", exception.GetType().FullName);
                activity.SetTag("exception.message", exception.Message);
                activity.SetTag("exception.stacktrace", exception.ToString());
                throw;
            }
        }
    }
}
