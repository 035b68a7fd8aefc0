using BenchHub.Orleans.Tests.Support;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace BenchHub.Orleans.Tests;

public sealed class StreamTests : IAsyncLifetime
{
    private TestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.Start(silo =>
        silo.AddMemoryStreams(Names.Provider, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly)));

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Publish_ImplicitSubscriber_IsActivatedAndReceives()
    {
        await _cluster.Grain<IProducerGrain>("p").Publish("a", ["one"]);

        await _cluster.Gates.Pass("a:one");
    }

    [Fact]
    public async Task Publish_ManyEvents_ArriveInOrder()
    {
        var items = Enumerable.Range(0, 100).Select(index => $"{index}").ToList();

        await _cluster.Grain<IProducerGrain>("p").Publish("a", items);
        await _cluster.Gates.Pass("a:99");

        Assert.Equal(items.Select(item => $"a:{item}"), _cluster.Gates.Events);
    }

    [Fact]
    public async Task Publish_KeyOfTheStream_IsTheKeyOfTheConsumer()
    {
        await _cluster.Grain<IProducerGrain>("p").Publish("a", ["x"]);
        await _cluster.Grain<IProducerGrain>("p").Publish("b", ["y"]);

        await _cluster.Gates.Pass("a:x");
        await _cluster.Gates.Pass("b:y");
    }

    [Fact]
    public async Task Publish_ConsumerIsBusy_ReturnsBeforeTheEventIsHandled()
    {
        await _cluster.Grain<IProducerGrain>("p").Publish("a", ["wait"]);

        Assert.False(_cluster.Gates.IsOpen("a:wait"));
        _cluster.Gates.Open("go");
        await _cluster.Gates.Pass("a:wait");
    }

    [Fact]
    public async Task Handler_Throws_EventIsDeliveredAgain()
    {
        await _cluster.Grain<IProducerGrain>("p").Publish("a", ["fail once", "next"]);

        await _cluster.Gates.Pass("a:next");

        Assert.Equal(["a:fail once", "a:next"], _cluster.Gates.Events);
    }

    [Fact]
    public async Task Handler_RunsAsATurnOfItsGrain()
    {
        var consumer = _cluster.Grain<IConsumerGrain>("a");
        var held = consumer.Hold("holding", "release");
        await _cluster.Gates.Pass("holding");

        await _cluster.Grain<IProducerGrain>("p").Publish("a", ["x"]);
        await _cluster.Grain<IProducerGrain>("p").Publish("b", ["y"]);
        await _cluster.Gates.Pass("b:y");
        Assert.False(_cluster.Gates.IsOpen("a:x"));

        _cluster.Gates.Open("release");
        await held;
        await _cluster.Gates.Pass("a:x");
    }

    [Fact]
    public async Task Publish_AfterTheConsumerEnded_ReachesItsNextActivation()
    {
        await _cluster.Grain<IProducerGrain>("p").Publish("a", ["x"]);
        await _cluster.Gates.Pass("a:x");
        await _cluster.Grain<IConsumerGrain>("a").Leave();

        await _cluster.Grain<IProducerGrain>("p").Publish("a", ["y"]);

        await _cluster.Gates.Pass("a:y");
    }
}

internal static class Names
{
    public const string Provider = "memory";
    public const string Namespace = "words";
}

internal interface IProducerGrain : IGrainWithStringKey
{
    Task Publish(string key, List<string> items);
}

internal interface IConsumerGrain : IGrainWithStringKey
{
    Task Hold(string open, string wait);

    Task Leave();
}

internal sealed class ProducerGrain : Grain, IProducerGrain
{
    public async Task Publish(string key, List<string> items)
    {
        var stream = this.GetStreamProvider(Names.Provider).GetStream<string>(StreamId.Create(Names.Namespace, key));
        foreach (var item in items)
        {
            await stream.OnNextAsync(item);
        }
    }
}

[ImplicitStreamSubscription(Names.Namespace)]
internal sealed class ConsumerGrain(Gates gates) : Grain, IConsumerGrain, IStreamSubscriptionObserver
{
    private int _failures;

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => await handleFactory.Create<string>().ResumeAsync(Handle);

    public Task Hold(string open, string wait)
    {
        gates.Open(open);
        return gates.Pass(wait);
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task Handle(string item, StreamSequenceToken? token)
    {
        if (item == "wait")
        {
            await gates.Pass("go");
        }

        if (item == "fail once" && _failures++ == 0)
        {
            throw new InvalidOperationException("It fails once.");
        }

        gates.Note($"{this.GetPrimaryKeyString()}:{item}");
        gates.Open($"{this.GetPrimaryKeyString()}:{item}");
    }
}
