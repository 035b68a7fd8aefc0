using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace BenchHub.Api.Live;

/// <summary>
/// Things that change, each read by one loop for all who follow it, and only while somebody does. Every follower gets the newest
/// at once and then each change; one that is slow skips what has been overtaken.
/// </summary>
/// <param name="read">The states of one thing, beginning with the present one.</param>
internal sealed class SharedFeed<TKey, T>(Func<TKey, CancellationToken, IAsyncEnumerable<T>> read)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Source> _sources = [];

    /// <summary>How many things are being read.</summary>
    public int Sources
    {
        get
        {
            lock (_lock)
            {
                return _sources.Count;
            }
        }
    }

    /// <summary>Ends when the reading ends, and fails as it does.</summary>
    public async IAsyncEnumerable<T> Follow(TKey key, [EnumeratorCancellation] CancellationToken ct)
    {
        var states = Channel.CreateBounded<T>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        var source = Join(key, states.Writer);
        try
        {
            await foreach (var state in states.Reader.ReadAllAsync(ct))
            {
                yield return state;
            }
        }
        finally
        {
            Leave(key, source, states.Writer);
        }
    }

    private Source Join(TKey key, ChannelWriter<T> follower)
    {
        lock (_lock)
        {
            if (_sources.TryGetValue(key, out var source))
            {
                source.Add(follower);
                return source;
            }

            source = _sources[key] = new();
            source.Add(follower);
            _ = Pump(key, source);
            return source;
        }
    }

    private void Leave(TKey key, Source source, ChannelWriter<T> follower)
    {
        lock (_lock)
        {
            if (source.Remove(follower))
            {
                Forget(key, source);
                source.Stop();
            }
        }
    }

    private async Task Pump(TKey key, Source source)
    {
        // Not within the lock of who joins.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Exception? fault = null;
        try
        {
            await foreach (var state in read(key, source.Stopped))
            {
                lock (_lock)
                {
                    source.Publish(state);
                }
            }
        }
        catch (Exception exception)
        {
            // Handed to every follower, who answers for it.
            fault = exception;
        }

        lock (_lock)
        {
            Forget(key, source);
            source.End(fault);
        }

        source.Dispose();
    }

    private void Forget(TKey key, Source source)
    {
        if (_sources.TryGetValue(key, out var present) && ReferenceEquals(present, source))
        {
            _sources.Remove(key);
        }
    }

    private sealed class Source : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly List<ChannelWriter<T>> _followers = [];
        private bool _hasState;
        private T? _state;

        public CancellationToken Stopped => _stop.Token;

        public void Add(ChannelWriter<T> follower)
        {
            _followers.Add(follower);
            if (_hasState)
            {
                follower.TryWrite(_state!);
            }
        }

        /// <returns>Whether nobody follows any more.</returns>
        public bool Remove(ChannelWriter<T> follower) => _followers.Remove(follower) && _followers.Count == 0;

        public void Publish(T state)
        {
            (_hasState, _state) = (true, state);
            _followers.ForEach(follower => follower.TryWrite(state));
        }

        public void End(Exception? fault)
        {
            _followers.ForEach(follower => follower.TryComplete(fault));
            _followers.Clear();
        }

        public void Stop() => _stop.Cancel();

        public void Dispose() => _stop.Dispose();
    }
}
