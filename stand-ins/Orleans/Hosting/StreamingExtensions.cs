using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Providers.Streams;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Hosting;

public interface INamedServiceConfigurator
{
    string Name { get; }
}

public interface IPersistentStreamConfigurator : INamedServiceConfigurator;

public interface ISiloPersistentStreamConfigurator : IPersistentStreamConfigurator;

public interface ISiloRecoverableStreamConfigurator : ISiloPersistentStreamConfigurator;

public interface IMemoryStreamConfigurator : INamedServiceConfigurator;

public interface ISiloMemoryStreamConfigurator : IMemoryStreamConfigurator, ISiloRecoverableStreamConfigurator;

public static class PersistentStreamConfiguratorExtensions
{
    /// <exception cref="NotSupportedException">The stand-in has implicit subscriptions only.</exception>
    public static void ConfigureStreamPubSub(this IPersistentStreamConfigurator configurator, StreamPubSubType pubsubType = StreamPubSubType.ExplicitGrainBasedAndImplicit)
    {
        if (pubsubType != StreamPubSubType.ImplicitOnly)
        {
            throw new NotSupportedException($"The stream provider \"{configurator.Name}\" of the stand-in has implicit subscriptions only: configure StreamPubSubType.ImplicitOnly.");
        }
    }
}

public static class SiloBuilderStreamingExtensions
{
    public static ISiloBuilder AddStreaming(this ISiloBuilder builder)
    {
        builder.Services.TryAddSingleton<ImplicitSubscriptions>();
        builder.Services.TryAddKeyedScoped<IGrainExtension, StreamConsumer>(typeof(IStreamConsumer));
        return builder;
    }
}

public static class SiloBuilderMemoryStreamExtensions
{
    /// <summary>Streams that live in the process: ordered, delivered at least once while it lives.</summary>
    public static ISiloBuilder AddMemoryStreams(this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null)
    {
        configure?.Invoke(new Configurator(name));
        builder.AddStreaming().Services.AddKeyedSingleton<IStreamProvider>(name, (services, _) =>
            ActivatorUtilities.CreateInstance<MemoryStreamProvider>(services, name));
        return builder;
    }

    private sealed record Configurator(string Name) : ISiloMemoryStreamConfigurator;
}
