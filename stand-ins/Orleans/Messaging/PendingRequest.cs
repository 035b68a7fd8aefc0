using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Messaging;

/// <summary>A request whose answer is under way: a call, or a question between silos.</summary>
internal sealed class PendingRequest
{
    private readonly CallCodec? _codec;
    private readonly TaskCompletionSource? _done;

    public PendingRequest(Call call, CallCodec codec) => (Call, _codec) = (call, codec);

    public PendingRequest() => _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Call? Call { get; }

    public Task Done => _done!.Task;

    /// <summary>What the cancellation of the caller's token would do; it ends with the call.</summary>
    public void CancelWith(CancellationTokenRegistration registration) =>
        _ = Call!.Answer.ContinueWith(_ => registration.Unregister(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    public void Answered(WireReader reader)
    {
        _done?.TrySetResult();
        if (Call is not null)
        {
            _codec!.ReadAnswer(reader, Call);
        }
    }

    /// <summary>The connection ended before the answer: whether the call has run is not known.</summary>
    public void Lost(SiloAddress silo)
    {
        var failure = new SiloUnavailableException(Call is null
            ? $"The connection with {silo} ended."
            : $"The connection with {silo} ended before {Call.Method} of {Call.Target} answered; the call may or may not have run.");
        _done?.TrySetException(failure);
        _ = _done?.Task.Exception;
        Call?.Fail(failure);
    }
}
