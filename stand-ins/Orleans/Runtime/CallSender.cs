using Orleans.Configuration;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>The caller's side of a call: outgoing filters, isolation of the arguments, and the wait for the answer.</summary>
internal sealed class CallSender(ICallRouter router, DeepCopier copier, IEnumerable<IOutgoingGrainCallFilter> filters, MessagingOptions messaging)
{
    private readonly IOutgoingGrainCallFilter[] _filters = [.. filters];
    private readonly TimeSpan _responseTimeout = messaging.ResponseTimeout;

    public object? Send(GrainProxy proxy, GrainMethod method, object?[] arguments)
    {
        var source = ActivationScheduler.CurrentActivation;
        var answer = _filters.Length == 0
            ? Deliver(source, proxy, method, arguments)
            : new OutgoingCall(_filters, source, proxy, method, arguments, Deliver).Run();
        return method.Return.Declare(answer);
    }

    private async Task<object?> Deliver(Activation? source, GrainProxy proxy, GrainMethod method, object?[] arguments)
    {
        var timeout = method.ResponseTimeout ?? _responseTimeout;
        var call = new Call(source?.GrainId, proxy.Reference.GrainId, method, copier.CopyArguments(method, arguments), RequestContext.Values, timeout);
        call.CancellationToken.ThrowIfCancellationRequested();
        router.Send(call);
        if (method.IsOneWay)
        {
            return null;
        }

        try
        {
            var answer = await call.Answer.WaitAsync(timeout, call.CancellationToken).ConfigureAwait(false);
            call.CancellationToken.ThrowIfCancellationRequested(); // Whichever of the two was seen first.
            return answer;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException && !call.Answer.IsCompleted)
        {
            call.Abandon();
            throw exception is TimeoutException
                ? new TimeoutException($"{method} of {call.Target} did not answer within {timeout}. The call may still be running; raise MessagingOptions.ResponseTimeout or set [ResponseTimeout] on the method if it needs longer.")
                : exception;
        }
    }
}
