namespace Grpc.AspNetCore.Server;

/// <summary>Runs <c>expire</c> once the time is up, then cancels <see cref="Token"/>; disposing waits for both.</summary>
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
        await _expire();
        await _source.CancelAsync();
    }
}
