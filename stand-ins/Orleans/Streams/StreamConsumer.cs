using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Orleans.Providers.Streams;

/// <summary>The side of a grain that receives stream events.</summary>
internal interface IStreamConsumer : IGrainExtension
{
    Task Deliver(string provider, StreamId stream, object item, [Immutable] StreamSequenceToken token);
}

/// <summary>One activation's handlers. Events arrive as calls, so a handler runs in a turn like any method.</summary>
internal sealed class StreamConsumer : IStreamConsumer
{
    private readonly Activation _activation = ActivationScheduler.CurrentActivation!;
    private readonly Dictionary<(string Provider, StreamId Stream), Func<object, StreamSequenceToken, Task>?> _handlers = [];

    public async Task Deliver(string provider, StreamId stream, object item, StreamSequenceToken token)
    {
        var key = (provider, stream);
        if (!_handlers.ContainsKey(key))
        {
            var observer = _activation.GrainInstance as IStreamSubscriptionObserver
                ?? throw new InvalidOperationException($"{_activation.Class.Type} subscribes to streams but does not implement IStreamSubscriptionObserver, so nothing names a handler.");
            await observer.OnSubscribed(new HandleFactory(this, provider, stream));
            _handlers.TryAdd(key, null);
        }

        if (_handlers[key] is { } handler)
        {
            await handler(item, token);
        }
    }

    private sealed class HandleFactory(StreamConsumer consumer, string provider, StreamId stream) : IStreamSubscriptionHandleFactory
    {
        public string ProviderName => provider;

        public StreamId StreamId => stream;

        public StreamSubscriptionHandle<T> Create<T>() => new Handle<T>(consumer, provider, stream, Guid.NewGuid());
    }

    private sealed class Handle<T>(StreamConsumer consumer, string provider, StreamId stream, Guid id) : StreamSubscriptionHandle<T>
    {
        public override StreamId StreamId => stream;

        public override string ProviderName => provider;

        public override Guid HandleId => id;

        public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null)
        {
            consumer._handlers[(provider, stream)] = (item, sequence) => item is T typed
                ? observer.OnNextAsync(typed, sequence)
                : throw new InvalidCastException($"{stream} brought a {item.GetType()} where the handler takes a {typeof(T)}.");
            return Task.FromResult<StreamSubscriptionHandle<T>>(this);
        }

        public override Task UnsubscribeAsync()
        {
            consumer._handlers[(provider, stream)] = null;
            return Task.CompletedTask;
        }
    }
}
