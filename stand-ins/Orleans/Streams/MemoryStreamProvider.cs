using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Providers.Streams.Common;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Streams;

namespace Orleans.Providers.Streams;

/// <summary>Streams that live in the process: every subscriber of a stream has its own queue of what it has not handled yet.</summary>
internal sealed class MemoryStreamProvider(string name, ImplicitSubscriptions subscriptions, IGrainFactory grains, DeepCopier copier, TimeProvider time, ILogger<MemoryStreamProvider> logger) : IStreamProvider
{
    private readonly ConcurrentDictionary<(StreamId Stream, GrainId Consumer), DeliveryQueue> _queues = new();
    private long _sequence;

    public string Name => name;

    public bool IsRewindable => false;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new MemoryStream<T>(this, streamId);

    private void Publish(StreamId stream, object item)
    {
        var token = new EventSequenceTokenV2(Interlocked.Increment(ref _sequence));
        var accepted = copier.Copy(item)!; // The producer may go on changing its object.
        foreach (var consumer in subscriptions.To(stream))
        {
            var key = (stream, consumer);
            while (!_queues.GetOrAdd(key, Open).TryAdd(accepted, token))
            {
                // It ran empty and is being removed.
                Thread.Yield();
            }
        }
    }

    private DeliveryQueue Open((StreamId Stream, GrainId Consumer) key) => new(
        (item, token) => grains.GetGrain<IStreamConsumer>(key.Consumer).Deliver(name, key.Stream, item, token),
        queue => _queues.TryRemove(new(key, queue)),
        time,
        logger,
        key.ToString());

    private sealed class MemoryStream<T>(MemoryStreamProvider provider, StreamId streamId) : IAsyncStream<T>
    {
        public bool IsRewindable => provider.IsRewindable;

        public string ProviderName => provider.Name;

        public StreamId StreamId => streamId;

        public Task OnNextAsync(T item, StreamSequenceToken? token = null)
        {
            ArgumentNullException.ThrowIfNull(item);
            provider.Publish(streamId, item);
            return Task.CompletedTask;
        }

        public async Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null)
        {
            foreach (var item in batch)
            {
                await OnNextAsync(item, token);
            }
        }

        public Task OnCompletedAsync() => Task.CompletedTask;

        public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
    }
}
