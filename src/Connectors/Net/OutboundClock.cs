namespace BenchHub.Connectors.Net;

/// <summary>How long one call has taken and may take; tells its own end from that of the caller's patience.</summary>
internal sealed class OutboundClock : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CancellationToken _caller;
    private readonly long _started;
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _either;

    public OutboundClock(TimeSpan timeout, TimeProvider time, CancellationToken caller)
    {
        _time = time;
        _caller = caller;
        _started = time.GetTimestamp();
        _timeout = new(timeout, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _timeout.Token);
    }

    public CancellationToken Token => _either.Token;

    public TimeSpan Elapsed => _time.GetElapsedTime(_started);

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Whether the fault is to be explained; that the caller gave up explains itself.</summary>
    public bool IsFaultOf(Exception fault) => OutboundFaults.Covers(fault) && !(fault is OperationCanceledException && _caller.IsCancellationRequested);

    /// <summary>A <see cref="CallFailedException"/>; whatever broke after the caller gave up is the end that it asked for.</summary>
    public Exception Explain(OutboundCall call, Exception fault) => _caller.IsCancellationRequested
        ? new OperationCanceledException("The call was given up.", fault, _caller)
        : OutboundFaults.Explain(call, fault, _timeout.IsCancellationRequested);

    public void Dispose()
    {
        _either.Dispose();
        _timeout.Dispose();
    }
}
