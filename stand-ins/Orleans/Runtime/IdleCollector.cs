using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>Deactivates activations that nothing has used for their collection age.</summary>
internal sealed class IdleCollector(Catalog catalog, [FromKeyedServices(TimeProviderNames.ActivationManagement)] TimeProvider time, IOptions<GrainCollectionOptions> options) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        ITimer? timer = null;
        lifecycle.Subscribe<IdleCollector>(
            ServiceLifecycleStage.RuntimeServices,
            _ =>
            {
                timer = time.CreateTimer(_ => Collect(), null, options.Value.CollectionQuantum, options.Value.CollectionQuantum);
                return Task.CompletedTask;
            },
            async _ => await (timer?.DisposeAsync() ?? default));
    }

    private void Collect()
    {
        foreach (var activation in catalog.Activations.Where(activation => !activation.Class.IsKeptAlive))
        {
            activation.CollectIfIdle(AgeOf(activation.Class));
        }
    }

    private TimeSpan AgeOf(GrainClass grainClass) =>
        options.Value.ClassSpecificCollectionAge.TryGetValue(grainClass.Type.FullName!, out var configured) ? configured
        : grainClass.CollectionAge ?? options.Value.CollectionAge;
}
