using System.Threading.Channels;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>
/// Gathers entries into commits of 256 or 50 ms, whichever comes first, so that a killed process loses at most that and
/// what came while a commit was under way. While a commit waits it keeps what it holds: who adds stops by itself since the queue fills.
/// </summary>
internal sealed class CommitQueue(TimeProvider time)
{
    private const int Most = 256;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    private readonly Channel<object> _entries = Channel.CreateBounded<object>(new BoundedChannelOptions(2 * Most) { SingleReader = true });

    public ValueTask Add(object entry, CancellationToken ct) => _entries.Writer.WriteAsync(entry, ct);

    public void Finish() => _entries.Writer.TryComplete();

    /// <summary>Runs until it is finished and everything is committed.</summary>
    public async Task Run(Func<List<object>, Task> commit)
    {
        var open = new List<object>(Most);
        while (await _entries.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await Fill(open);
            await commit(open);
            open.Clear();
        }
    }

    private async Task Fill(List<object> open)
    {
        using var late = new CancellationTokenSource(Longest, time);
        try
        {
            do
            {
                while (open.Count < Most && _entries.Reader.TryRead(out var entry))
                {
                    open.Add(entry);
                }
            }
            while (open.Count < Most && await _entries.Reader.WaitToReadAsync(late.Token));
        }
        catch (OperationCanceledException)
        {
            // 50 ms are over: seal what there is.
        }
    }
}
