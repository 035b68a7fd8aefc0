using System.Runtime.CompilerServices;
using System.Threading.Channels;
using BenchHub.Api.Live;

namespace BenchHub.Dashboard.Tests.Live;

public sealed class SharedFeedTests
{
    private readonly Channel<int> _states = Channel.CreateUnbounded<int>();
    private int _reads;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Follow_ByTwo_IsReadOnceAndTheSecondBeginsWithTheNewest()
    {
        var feed = new SharedFeed<string, int>(Read);
        await using var first = feed.Follow("a", Ct).GetAsyncEnumerator(Ct);
        _states.Writer.TryWrite(1);
        Assert.Equal(1, await Next(first));

        await using var second = feed.Follow("a", Ct).GetAsyncEnumerator(Ct);
        Assert.Equal(1, await Next(second));
        _states.Writer.TryWrite(2);

        Assert.Equal(2, await Next(first));
        Assert.Equal(2, await Next(second));
        Assert.Equal(1, _reads);
    }

    [Fact]
    public async Task Follow_WhenTheLastLeaves_IsReadNoMore()
    {
        var feed = new SharedFeed<string, int>(Read);
        _states.Writer.TryWrite(1);
        await using (var only = feed.Follow("a", Ct).GetAsyncEnumerator(Ct))
        {
            await Next(only);
            Assert.Equal(1, feed.Sources);
        }

        Assert.Equal(0, feed.Sources);
    }

    [Fact]
    public async Task Follow_WhenReadingFails_FailsForEverybodyAndMayBeginAgain()
    {
        var feed = new SharedFeed<string, int>(Read);
        _states.Writer.Complete(new InvalidOperationException("The database is gone."));
        await using var first = feed.Follow("a", Ct).GetAsyncEnumerator(Ct);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Next(first));
        Assert.Equal(0, feed.Sources);
    }

    private static async Task<int> Next(IAsyncEnumerator<int> states) => await states.MoveNextAsync() ? states.Current : throw new InvalidOperationException("The stream ended.");

    private async IAsyncEnumerable<int> Read(string key, [EnumeratorCancellation] CancellationToken ct)
    {
        Interlocked.Increment(ref _reads);
        await foreach (var state in _states.Reader.ReadAllAsync(ct))
        {
            yield return state;
        }
    }
}
