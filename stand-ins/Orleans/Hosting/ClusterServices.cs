using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Clustering;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Hosting;

/// <summary>What makes a silo one of several, and a host their client.</summary>
internal static class ClusterServices
{
    public static void AddSilo(IServiceCollection services, Func<IServiceProvider, IMembershipStore> store)
    {
        AddMessaging<SiloMessagingOptions>(services, store, provider => provider.GetRequiredService<LocalSilo>().SiloAddress);
        services.TryAddSingleton(provider => new ClusterRouter(
            provider.GetRequiredService<Catalog>(),
            provider.GetRequiredService<GrainClasses>(),
            provider.GetRequiredService<ClusterViews>(),
            provider.GetRequiredService<LocalSilo>(),
            provider.GetRequiredService<Peers>(),
            provider.GetRequiredService<IOptions<SiloMessagingOptions>>().Value));
        services.TryAddSingleton<Listener>();
        services.TryAddSingleton<Membership>();
        services.TryAddSingleton<DeathVotes>();
        services.TryAddSingleton<FailureDetector>();
        services.TryAddSingleton<Handover>();
        services.TryAddSingleton<ClusterMember>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, ClusterMember>(provider => provider.GetRequiredService<ClusterMember>()));
    }

    public static void AddClient(IServiceCollection services, Func<IServiceProvider, IMembershipStore> store)
    {
        AddMessaging<ClientMessagingOptions>(services, store, _ => null);
        services.TryAddSingleton<ClusterClient>();
        services.TryAddSingleton<ICallRouter>(provider => provider.GetRequiredService<ClusterClient>());
        services.TryAddSingleton<IManifestSource>(provider => provider.GetRequiredService<ClusterClient>());
        services.TryAddSingleton<DeepCopier>();
        services.TryAddSingleton(Sender<ClientMessagingOptions>);
        services.TryAddSingleton<GrainFactory>();
        services.TryAddSingleton<IGrainFactory>(provider => provider.GetRequiredService<GrainFactory>());
        services.TryAddSingleton<IClusterClient>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddHostedService(provider => provider.GetRequiredService<ClusterClient>());
    }

    public static CallSender Sender<TOptions>(IServiceProvider provider)
        where TOptions : MessagingOptions => new(
            provider.GetRequiredService<ICallRouter>(),
            provider.GetRequiredService<DeepCopier>(),
            provider.GetServices<IOutgoingGrainCallFilter>(),
            provider.GetRequiredService<IOptions<TOptions>>().Value);

    private static void AddMessaging<TOptions>(IServiceCollection services, Func<IServiceProvider, IMembershipStore> store, Func<IServiceProvider, SiloAddress?> self)
        where TOptions : MessagingOptions
    {
        services.AddLogging();
        services.AddOptions();
        services.AddSingleton(store);
        services.TryAddSingleton<ClusterViews>();
        services.TryAddSingleton(provider => new WireCodecs(provider.GetRequiredService<GrainFactory>));
        services.TryAddSingleton<CallCodec>();
        services.TryAddSingleton<MessagingLog>();
        services.TryAddSingleton<Peers>();
        services.TryAddSingleton(provider => new MessagingContext(
            provider.GetRequiredService<ClusterViews>(),
            provider.GetRequiredService<CallCodec>(),
            provider.GetRequiredService<IOptions<TOptions>>().Value,
            provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId,
            () => self(provider),
            provider.GetRequiredService<MessagingLog>()));
    }
}
