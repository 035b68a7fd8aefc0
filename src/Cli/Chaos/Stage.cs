using BenchHub.Cli.Clusters;

namespace BenchHub.Cli.Chaos;

/// <summary>What faults are done to.</summary>
/// <param name="Cluster">The processes.</param>
/// <param name="Random">Decides the details.</param>
/// <param name="Pause">How long a silo is to be away.</param>
/// <param name="Network">Of the silo that can be cut off; null where there can be none.</param>
internal sealed record Stage(LocalCluster Cluster, Random Random, TimeSpan Pause, SiloNetwork? Network)
{
    public ClusterNode AnySilo()
    {
        var silos = Cluster.State.Nodes.Where(static node => node.IsSilo && node.Process?.IsAlive == true).ToList();
        return silos[Random.Next(silos.Count)];
    }

    public Task Wait(double leastSeconds, double mostSeconds, CancellationToken ct) =>
        Task.Delay(TimeSpan.FromSeconds(leastSeconds + (Random.NextDouble() * (mostSeconds - leastSeconds))), ct);

    /// <summary>Starts whatever does not run.</summary>
    public void Mend()
    {
        Cluster.Database.Start();
        foreach (var node in Cluster.State.Nodes)
        {
            Cluster.Start(node.Name);
        }
    }
}
