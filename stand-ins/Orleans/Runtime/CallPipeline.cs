using Microsoft.Extensions.Logging;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>The callee's side of a call: incoming filters, the method, and isolation of the result.</summary>
internal sealed partial class CallPipeline(DeepCopier copier, IEnumerable<IIncomingGrainCallFilter> filters, ILogger<CallPipeline> logger)
{
    private readonly IIncomingGrainCallFilter[] _filters = [.. filters];

    public async Task<object?> Invoke(Activation activation, Call call)
    {
        var target = activation.TargetOf(call.Method.Interface);
        var arguments = call.Arguments;
        using var cancellation = TurnCancellation(activation, call);
        if (cancellation is not null)
        {
            arguments[call.Method.CancellationToken] = cancellation.Source.Token;
        }

        var result = _filters.Length == 0 && target is not IIncomingGrainCallFilter
            ? await call.Method.Invoke(target, arguments)
            : await new IncomingCall(_filters, activation, target, arguments, call).Run();
        return copier.CopyResult(call.Method, result);
    }

    public void Report(Call call, Exception exception)
    {
        if (call.Method.IsOneWay)
        {
            LogOneWayFailed(logger, exception, call.Method, call.Target);
        }
        else
        {
            LogFailed(logger, exception, call.Method, call.Target);
        }
    }

    // The caller's token is signalled on the caller's thread; what the grain registered on its token runs in its own turn.
    private static Link? TurnCancellation(Activation activation, Call call) =>
        call.CancellationToken.CanBeCanceled ? new Link(call.CancellationToken, activation) : null;

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Method} of {Target} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, GrainMethod method, GrainId target);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The one-way call {Method} of {Target} failed; its caller does not learn of it")]
    private static partial void LogOneWayFailed(ILogger logger, Exception exception, GrainMethod method, GrainId target);

    private sealed class Link : IDisposable
    {
        private readonly CancellationTokenRegistration _registration;

        public Link(CancellationToken caller, Activation activation) =>
            _registration = caller.UnsafeRegister(_ => activation.Scheduler.Run(() => Source.CancelAsync()), null);

        // Not disposed: cancellation that is already under way may still reach it, and it holds no timer.
        public CancellationTokenSource Source { get; } = new();

        public void Dispose() => _registration.Dispose();
    }
}
