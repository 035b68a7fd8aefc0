using System.Text.Json;
using BenchHub.Cli.Hub;

namespace BenchHub.Cli.Clusters;

/// <summary>What a local cluster is made of, kept in its folder so that each command finds it again.</summary>
/// <param name="Url">Of the API.</param>
/// <param name="DatabasePort">Of its PostgreSQL.</param>
/// <param name="Key">Seals the secrets of systems; the same for all silos.</param>
/// <param name="Nodes">The silos, then the API.</param>
/// <param name="Host">The address at which silos reach the database.</param>
internal sealed record ClusterState(string Url, int DatabasePort, string Key, IReadOnlyList<ClusterNode> Nodes, string Host = ClusterState.Loopback)
{
    public const string Loopback = "127.0.0.1";
    private const string File = "cluster.json";

    public string Database => $"Host={Host};Port={DatabasePort};Username=benchhub;Database=postgres";

    /// <exception cref="HubException">There is no cluster in this folder.</exception>
    public static ClusterState Load(DirectoryInfo folder)
    {
        var file = Path.Combine(folder.FullName, File);
        return System.IO.File.Exists(file)
            ? JsonSerializer.Deserialize<ClusterState>(System.IO.File.ReadAllText(file), JsonSerializerOptions.Web)!
            : throw new HubException($"There is no cluster in {folder.FullName}; start one with 'benchhub cluster up', or name its folder with --data.");
    }

    public static bool Exists(DirectoryInfo folder) => System.IO.File.Exists(Path.Combine(folder.FullName, File));

    public static void Forget(DirectoryInfo folder) => System.IO.File.Delete(Path.Combine(folder.FullName, File));

    public void Save(DirectoryInfo folder) =>
        System.IO.File.WriteAllText(Path.Combine(folder.FullName, File), JsonSerializer.Serialize(this, JsonSerializerOptions.Web));

    /// <exception cref="HubException">There is none of this name.</exception>
    public ClusterNode Node(string name) => Nodes.FirstOrDefault(node => node.Name == name || node.Name == $"silo-{name}")
        ?? throw new HubException($"There is no '{name}' in the cluster; it has {string.Join(", ", Nodes.Select(static node => node.Name))}.");

    public ClusterState With(ClusterNode changed) => this with { Nodes = [.. Nodes.Select(node => node.Name == changed.Name ? changed : node)] };
}

/// <param name="Name"><c>silo-1</c> … or <c>api</c>.</param>
/// <param name="Ports">Of a silo: HTTP, silo, gateway; of the API: HTTP, gRPC.</param>
/// <param name="Process">Null before its first start.</param>
/// <param name="Address">At which others reach it.</param>
/// <param name="Namespace">Of the network, where it has one of its own.</param>
internal sealed record ClusterNode(
    string Name, IReadOnlyList<int> Ports, NodeProcess? Process = null, string Address = ClusterState.Loopback, string? Namespace = null)
{
    public bool IsSilo => Name != "api";

    /// <summary>Of its health checks.</summary>
    public string Url => $"http://{Address}:{Ports[0]}";
}
