namespace Grpc.AspNetCore.Server;

/// <summary>Once the time is up starts <c>expire</c> and cancels <see cref="Token"/>; disposing waits for both.</summary>
internal sealed class CallDeadline : IAsyncDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49);

    private readonly CancellationTokenSource _source;
    private readonly Func<Task> _expire;
    private readonly ITimer _timer;
    private Task _expiry = Task.CompletedTask;

    public CallDeadline(TimeSpan timeout, Func<Task> expire, CancellationToken aborted)
    {
        At = TimeProvider.System.GetUtcNow().UtcDateTime + timeout;
        _source = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        _expire = expire;
        _timer = TimeProvider.System.CreateTimer(
            static deadline => ((CallDeadline)deadline!).Expire(),
            this,
            timeout < LongestTimer ? timeout : Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    public DateTime At { get; }

    public CancellationToken Token => _source.Token;

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _expiry;
        _source.Dispose();
    }

    private void Expire() => _expiry = ExpireThenCancel();

    private async Task ExpireThenCancel()
    {
        // The handler is told at once: sending the status may have to wait for a caller that does not read.
        var expiry = _expire();
        await _source.CancelAsync();
        await expiry;
    }
}
