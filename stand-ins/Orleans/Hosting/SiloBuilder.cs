using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.Timers;

namespace Orleans.Hosting;

internal sealed record SiloBuilder(IServiceCollection Services, IConfiguration Configuration) : ISiloBuilder
{
    /// <summary>Adds the silo on the first call; later calls go on configuring the same one.</summary>
    public static ISiloBuilder AddTo(IServiceCollection services, IConfiguration configuration)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(SiloBuilder))?.ImplementationInstance is SiloBuilder existing)
        {
            return existing;
        }

        var builder = new SiloBuilder(services, configuration);
        services.AddSingleton(builder);
        services.AddLogging();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton(KeyedService.AnyKey, static (provider, _) => provider.GetRequiredService<TimeProvider>());
        services.TryAddSingleton(DistributedContextPropagator.Current);
        services.AddSingleton<DeepCopier>();
        services.AddSingleton<GrainClasses>();
        services.AddSingleton<IManifestSource>(provider => provider.GetRequiredService<GrainClasses>());
        services.TryAddSingleton<ProcessMemory>();
        services.AddSingleton<LocalSilo>();
        services.AddSingleton<ILocalSiloDetails>(provider => provider.GetRequiredService<LocalSilo>());
        services.AddSingleton<CallPipeline>();
        services.AddSingleton<Catalog>();
        services.AddSingleton<ICallRouter>(provider => provider.GetService<ClusterRouter>() is { } cluster ? cluster : new LocalRouter(provider.GetRequiredService<Catalog>()));
        services.AddSingleton(ClusterServices.Sender<SiloMessagingOptions>);
        services.AddSingleton<GrainFactory>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.AddSingleton<ITimerRegistry, TimerRegistry>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, IdleCollector>();
        services.AddSingleton<Silo>();
        services.AddHostedService(provider => provider.GetRequiredService<Silo>());
        return builder;
    }

    private sealed class GrainContextAccessor : IGrainContextAccessor
    {
        public IGrainContext GrainContext => ActivationScheduler.CurrentActivation!;
    }
}
