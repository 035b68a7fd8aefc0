using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>Something an activation does by itself: a call or the tick of a timer.</summary>
internal abstract class Turn
{
    /// <summary>May begin between the awaits of any other turn, and any other between its.</summary>
    public abstract bool Interleaves { get; }

    /// <summary>May begin between the awaits of turns that are read-only too.</summary>
    public abstract bool IsReadOnly { get; }

    /// <summary>Counts as use of the activation, so that it is not idle.</summary>
    public abstract bool KeepsAlive { get; }

    /// <summary>Never throws: whoever waits for the outcome learns of it.</summary>
    public abstract Task Run(Activation activation);

    /// <summary>An activation that met a state other than the one it knows gives way to one that reads it anew, as upstream.</summary>
    public static void EndIfStale(Activation activation, Exception exception)
    {
        if (exception is InconsistentStateException { IsOfThisActivation: true } stale)
        {
            stale.IsOfThisActivation = false;
            activation.Deactivate(new(DeactivationReasonCode.ApplicationError, stale, "The stored state is not the one this activation knows."));
        }
    }
}

internal sealed class CallTurn(Call call, CallPipeline pipeline) : Turn
{
    public Call Call => call;

    public override bool Interleaves => call.Method.AlwaysInterleaves;

    public override bool IsReadOnly => call.Method.IsReadOnly;

    public override bool KeepsAlive => true;

    public override async Task Run(Activation activation)
    {
        if (call.IsOver)
        {
            return; // The caller gave up while the call was waiting.
        }

        RequestContext.Values = call.RequestContext;
        try
        {
            call.Succeed(await pipeline.Invoke(activation, call));
        }
        catch (Exception exception)
        {
            EndIfStale(activation, exception);
            pipeline.Report(call, exception);
            call.Fail(exception);
        }
    }
}
