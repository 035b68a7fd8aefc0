using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>
/// A message: which grain, which method, with what, and a place for the answer. Everything that reaches a grain from outside is
/// one of these, and nothing else of the caller is known to the callee.
/// </summary>
internal sealed class Call(GrainId? source, GrainId target, GrainMethod method, object?[] arguments)
{
    private readonly TaskCompletionSource<object?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GrainId? Source => source;

    public GrainId Target => target;

    public GrainMethod Method => method;

    public object?[] Arguments => arguments;

    public ImmutableDictionary<string, object> RequestContext { get; } = Runtime.RequestContext.Values;

    public Task<object?> Answer => _answer.Task;

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
