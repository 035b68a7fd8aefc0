using BenchHub.Cli.Clusters;
using BenchHub.Cli.Serving;

namespace BenchHub.Cluster.Bench;

/// <summary>A temporary folder that another user may enter: where the bench runs as root, PostgreSQL is another one.</summary>
internal sealed class Place : IDisposable
{
    public Place()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Folder.FullName, (UnixFileMode)0b111_101_101);
        }
    }

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("benchhub-bench-");

    public void Dispose() => Folder.Delete(recursive: true);
}

/// <summary>A PostgreSQL of our own, for a hub in this process.</summary>
internal sealed class OwnPostgres : IDisposable
{
    private readonly Place _place = new();
    private readonly PrivatePostgres _server;
    private readonly int _port = FreePorts.Take(1)[0];

    public OwnPostgres()
    {
        _server = new(_place.Folder, _port);
        _server.Start();
    }

    public string Connection => $"Host=127.0.0.1;Port={_port};Username=benchhub;Database=postgres{Environment.GetEnvironmentVariable("BENCH_PG")}";

    public void Dispose()
    {
        _server.Stop();
        _place.Dispose();
    }
}

/// <summary>Silos and an API as processes of their own, as <c>benchhub cluster up</c> starts them.</summary>
internal sealed class OwnCluster : IAsyncDisposable
{
    private readonly Place _place = new();

    public LocalCluster Nodes { get; private set; } = null!;

    public string Url => Nodes.State.Url;

    /// <param name="silos">How many.</param>
    /// <param name="settings">Of all of them, as the environment names them.</param>
    public static async Task<OwnCluster> Up(int silos, params (string Name, string Value)[] settings)
    {
        foreach (var (name, value) in settings)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        var cluster = new OwnCluster();
        try
        {
            cluster.Nodes = await LocalCluster.Up(cluster._place.Folder, silos, url: null, CancellationToken.None);
            return cluster;
        }
        catch
        {
            cluster._place.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Nodes.Down(CancellationToken.None);
        _place.Dispose();
    }
}
