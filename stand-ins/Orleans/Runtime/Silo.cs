using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Clustering;

namespace Orleans.Runtime;

/// <summary>The silo as a service of the host: starts the stages of its lifecycle, and at the end deactivates every grain and leaves its cluster.</summary>
internal sealed class Silo(IServiceProvider services, Catalog catalog) : IHostedService
{
    private readonly LifecycleSubject _lifecycle = new();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var participant in services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
        {
            participant.Participate(_lifecycle);
        }

        await _lifecycle.Start(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _lifecycle.Stop(cancellationToken);
        }
        finally
        {
            await catalog.Close(cancellationToken);
            await (services.GetService<ClusterMember>()?.Leave(gracefully: !cancellationToken.IsCancellationRequested, cancellationToken) ?? Task.CompletedTask);
        }
    }
}
