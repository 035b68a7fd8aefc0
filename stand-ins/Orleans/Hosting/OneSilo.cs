using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>What one silo per process cannot do, and how to get it.</summary>
internal static class OneSilo
{
    public static OrleansConfigurationException Refusal(string need) => new(
        $"{need}, but this build has the one-silo stand-in for Orleans. "
        + "For a cluster build with the upstream packages (dotnet build -p:UpstreamPackages=true), for one process use UseOrleans with UseLocalhostClustering.");

    /// <summary>Wiring may name a cluster, so that one source serves both builds; starting the silo then fails.</summary>
    public static void RefuseAtStart(IServiceCollection services, string need) => services.AddSingleton(new ClusterWish(need));

    public sealed record ClusterWish(string Need);
}
