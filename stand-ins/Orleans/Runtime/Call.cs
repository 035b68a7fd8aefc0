using System.Collections.Immutable;
using System.Diagnostics;

namespace Orleans.Runtime;

/// <summary>
/// A message: which grain, which method, with what, and a place for the answer. Everything that reaches a grain from outside is
/// one of these, and nothing else of the caller is known to the callee.
/// </summary>
internal sealed class Call(GrainId? source, GrainId target, GrainMethod method, object?[] arguments, ImmutableDictionary<string, object> requestContext, TimeSpan timeout)
{
    private readonly TaskCompletionSource<object?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _begin = Stopwatch.GetTimestamp();

    public GrainId? Source => source;

    public GrainId Target => target;

    public GrainMethod Method => method;

    public object?[] Arguments => arguments;

    public ImmutableDictionary<string, object> RequestContext => requestContext;

    public Task<object?> Answer => _answer.Task;

    /// <summary>How often it was passed on by a silo that does not hold the grain.</summary>
    public int Forwards { get; set; }

    /// <summary>How long somebody will still wait for the answer; negative when that has passed, infinite without a limit.</summary>
    public TimeSpan Patience => timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : timeout - Stopwatch.GetElapsedTime(_begin);

    /// <summary>Nobody waits for the answer any more, so that a call which has not begun need not.</summary>
    public bool IsOver => _answer.Task.IsCompleted || Patience < TimeSpan.Zero;

    public CancellationToken CancellationToken => method.CancellationToken < 0 ? default : (CancellationToken)arguments[method.CancellationToken]!;

    public void Succeed(object? result) => _answer.TrySetResult(result);

    public void Fail(Exception exception)
    {
        _answer.TrySetException(exception);
        _ = _answer.Task.Exception; // Nobody waits for the answer of a one-way call; that is no unobserved failure.
    }

    /// <summary>The caller has stopped waiting; a call that has not begun is then not run.</summary>
    public void Abandon() => _answer.TrySetCanceled();
}
