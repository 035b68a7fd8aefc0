using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Wiring may name what only upstream can, so that one source serves both builds; starting the host then fails and says how to get it.</summary>
internal static class Unsupported
{
    public const string Redis = "UseRedisClustering keeps the cluster's members in Redis";

    public const string Localhost = "A silo of UseLocalhostClustering is reached only from its own process";

    public static void RefuseAtStart(IServiceCollection services, string need)
    {
        services.AddSingleton<IHostedService>(new Refusal(need));
    }

    private sealed class Refusal(string need) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new OrleansConfigurationException(
            $"{need}, and this build has the stand-in for Orleans. Use UseAdoNetClustering over PostgreSQL for a cluster, UseOrleans with UseLocalhostClustering for one process, or build with the upstream packages (dotnet build -p:UpstreamPackages=true).");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
