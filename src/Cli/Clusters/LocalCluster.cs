using System.Security.Cryptography;
using BenchHub.Cli.Hub;
using BenchHub.Cli.Serving;

namespace BenchHub.Cli.Clusters;

/// <summary>Silos and an API as processes of their own over a private PostgreSQL, all on this machine. For development and for breaking things.</summary>
internal sealed class LocalCluster
{
    private const int MostSilos = 32;
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder;
    private ClusterState _state;

    private LocalCluster(DirectoryInfo folder, ClusterState state) => (_folder, _state) = (folder, state);

    public ClusterState State => _state;

    public PrivatePostgres Database => new(_folder, _state.DatabasePort, _state.Host);

    public static LocalCluster Load(DirectoryInfo folder) => new(folder, ClusterState.Load(folder));

    /// <summary>A new cluster, or one whose processes had ended, over the facts that it had.</summary>
    /// <exception cref="HubException">Something does not start; what had been started is ended.</exception>
    public static async Task<LocalCluster> Up(DirectoryInfo folder, int silos, string? url, CancellationToken ct, SiloNetwork? network = null)
    {
        folder.Create();
        var isNew = !ClusterState.Exists(folder);
        var cluster = new LocalCluster(folder, isNew ? New(silos, url, network) : ClusterState.Load(folder));
        cluster._state.Save(folder);
        try
        {
            cluster.Database.Start();
            foreach (var node in cluster._state.Nodes)
            {
                cluster.Start(node.Name);
            }

            await cluster.Ready(cluster._state.Nodes, ct);
        }
        catch
        {
            await cluster.Down(CancellationToken.None);
            if (isNew)
            {
                // Its ports may be what is wrong.
                ClusterState.Forget(folder);
            }

            throw;
        }

        return cluster;
    }

    /// <summary>Starts a node that does not run.</summary>
    /// <exception cref="HubException">One of its ports is taken.</exception>
    public void Start(string name)
    {
        var node = _state.Node(name);
        if (node.Process?.IsAlive == true)
        {
            return;
        }

        if (node.Ports.FirstOrDefault(static port => !FreePorts.IsFree(port)) is var taken and not 0)
        {
            throw new HubException($"Port {taken}, which {node.Name} needs, is taken. Stop what listens there, or start a new cluster in another folder with --data.");
        }

        var program = Path.Combine(AppContext.BaseDirectory, node.IsSilo ? "BenchHub.Silo" : "BenchHub.Api");
        var process = node.Namespace is { } own
            ? NodeProcess.Start("ip", ["netns", "exec", own, program], Settings(node), Log(node))
            : NodeProcess.Start(program, [], Settings(node), Log(node));
        Put(node with { Process = process });
    }

    public void Send(string name, string signal) => _state.Node(name).Process?.Send(signal);

    /// <summary>Ends nodes with SIGKILL; none of them runs when this returns.</summary>
    public async Task Kill(IEnumerable<string> names, CancellationToken ct)
    {
        var processes = names.Select(name => _state.Node(name).Process).OfType<NodeProcess>().ToList();
        processes.ForEach(static process => process.Send("KILL"));
        await Task.WhenAll(processes.Select(process => process.Ended(ct)));
    }

    /// <summary>Until nodes answer that they are ready: a silo has joined then, and the API reaches the database and the silos.</summary>
    /// <exception cref="HubException">One of them has ended, or is not ready for a minute.</exception>
    public async Task Ready(IEnumerable<ClusterNode> nodes, CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(LongestStart);
        foreach (var node in nodes.Select(node => _state.Node(node.Name)))
        {
            while (!await Answers(http, node.Url, deadline.Token))
            {
                ct.ThrowIfCancellationRequested();
                if (deadline.IsCancellationRequested || node.Process?.IsAlive != true)
                {
                    throw new HubException($"{node.Name} {(node.Process?.IsAlive == true ? $"is not ready after {LongestStart.TotalSeconds:0} s" : "has ended")}; its log is {Log(node)}.");
                }

                await Task.Delay(100, ct);
            }
        }
    }

    /// <summary>Ends all processes, silos gracefully; what is stored stays for the next <see cref="Up"/>.</summary>
    public async Task Down(CancellationToken ct)
    {
        foreach (var node in _state.Nodes.OrderBy(static node => node.IsSilo))
        {
            node.Process?.Send("CONT");
            node.Process?.Send("TERM");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(40));
        foreach (var process in _state.Nodes.Select(static node => node.Process).OfType<NodeProcess>())
        {
            await process.Ended(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            process.Send("KILL");
        }

        Database.Stop();
    }

    private static ClusterState New(int silos, string? url, SiloNetwork? network)
    {
        if (silos is < 1 or > MostSilos)
        {
            throw new HubException($"A cluster of this machine has 1 to {MostSilos} silos, not {silos}.");
        }

        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "http", IsLoopback: true }))
        {
            throw new HubException($"'{url}' is no address for the API of a cluster of this machine; write it like http://127.0.0.1:5080.");
        }

        var ports = FreePorts.Take((silos * 3) + 3);
        var nodes = Enumerable.Range(1, silos).Select(n => new ClusterNode($"silo-{n}", ports[((n - 1) * 3)..(n * 3)])).ToList();
        if (network is not null)
        {
            nodes = [.. nodes.Select(node => node with { Address = network.Host })];
            nodes[^1] = nodes[^1] with { Address = network.Alone, Namespace = network.Namespace };
        }

        nodes.Add(new("api", url is null ? ports[^2..] : [new Uri(url).Port, ports[^1]]));
        return new(url ?? $"http://127.0.0.1:{ports[^2]}", ports[^3], Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), nodes, network?.Host ?? ClusterState.Loopback);
    }

    private Dictionary<string, string> Settings(ClusterNode node)
    {
        var settings = new Dictionary<string, string>
        {
            ["BenchHub__Database"] = _state.Database,
            ["BenchHub__Clustering"] = "postgres",
            ["BenchHub__DataFolder"] = _folder.FullName,
            ["BENCHHUB_MASTER_KEY"] = _state.Key,
        };
        if (node.IsSilo)
        {
            settings["ASPNETCORE_URLS"] = node.Url;
            settings["BenchHub__SiloAddress"] = node.Address;
            settings["BenchHub__SiloPort"] = $"{node.Ports[1]}";
            settings["BenchHub__GatewayPort"] = $"{node.Ports[2]}";
            settings["BenchHub__AllowLoopback"] = "true";
            settings["BenchHub__AllowPrivate"] = "true";
        }
        else
        {
            settings["BenchHub__Url"] = _state.Url;
            settings["BenchHub__GrpcUrl"] = $"http://127.0.0.1:{node.Ports[1]}";
        }

        return settings;
    }

    private string Log(ClusterNode node) => Path.Combine(_folder.FullName, $"{node.Name}.log");

    private static async Task<bool> Answers(HttpClient http, string url, CancellationToken ct)
    {
        try
        {
            using var response = await http.GetAsync($"{url}/health/ready", ct);
            return response.IsSuccessStatusCode;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Put(ClusterNode node)
    {
        _state = _state.With(node);
        _state.Save(_folder);
    }
}
