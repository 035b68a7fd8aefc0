using System.CommandLine;
using System.Text.Json.Nodes;

namespace BenchHub.Cli.Clusters;

/// <summary>A cluster on this machine, for development.</summary>
internal static class ClusterCommands
{
    private static readonly Option<DirectoryInfo> Data = new("--data")
    {
        DefaultValueFactory = _ => new("cluster"),
        Description = "Folder of the cluster: its database, its logs, what runs.",
    };

    public static Command Create() => new("cluster", "Run several silos, an API and a PostgreSQL on this machine.")
    {
        Up(), Status(), Kill(), Start(), Down(),
    };

    private static Command Up()
    {
        var silos = new Option<int>("--silos") { DefaultValueFactory = _ => 3, Description = "How many (a new cluster only)." };
        var url = new Option<string?>("--url") { Description = "Where the API listens (a new cluster only); default: a free port of 127.0.0.1." };
        return new Command("up", "Start a cluster, or what of it does not run.") { Data, silos, url }.Computes(async (parsed, ct) =>
            Told(parsed, await LocalCluster.Up(parsed.GetValue(Data)!, parsed.GetValue(silos), parsed.GetValue(url), ct)));
    }

    private static Command Status() => new Command("status", "Show what runs.") { Data }.Computes(
        (parsed, _) => Task.FromResult(Told(parsed, LocalCluster.Load(parsed.GetValue(Data)!))));

    private static Command Kill()
    {
        var node = new Argument<string>("node") { Description = "A silo's number, or 'api'." };
        return new Command("kill", "End a process with SIGKILL.") { Data, node }.Computes(async (parsed, ct) =>
        {
            var cluster = LocalCluster.Load(parsed.GetValue(Data)!);
            await cluster.Kill([parsed.GetValue(node)!], ct);
            return Told(parsed, cluster);
        });
    }

    private static Command Start()
    {
        var node = new Argument<string>("node") { Description = "A silo's number, or 'api'." };
        return new Command("start", "Start a process again.") { Data, node }.Computes(async (parsed, ct) =>
        {
            var cluster = LocalCluster.Load(parsed.GetValue(Data)!);
            cluster.Start(parsed.GetValue(node)!);
            await cluster.Ready([cluster.State.Node(parsed.GetValue(node)!)], ct);
            return Told(parsed, cluster);
        });
    }

    private static Command Down() => new Command("down", "End everything; what is stored stays.") { Data }.Computes(async (parsed, ct) =>
    {
        var cluster = LocalCluster.Load(parsed.GetValue(Data)!);
        await cluster.Down(ct);
        return Told(parsed, cluster);
    });

    private static int Told(ParseResult parsed, LocalCluster cluster)
    {
        var state = cluster.State;
        var answer = new JsonObject
        {
            ["url"] = state.Url,
            ["database"] = state.Database,
            ["nodes"] = new JsonArray([.. state.Nodes.Select(static node => new JsonObject
            {
                ["name"] = node.Name,
                ["pid"] = node.Process?.Id,
                ["running"] = node.Process?.IsAlive == true,
                ["http"] = node.Url,
            })]),
        };
        return parsed.Print(answer, static told =>
        {
            var table = Tables.Of("node", "pid", "runs", "http");
            foreach (var node in told["nodes"]!.AsArray())
            {
                table.Row(node!["name"], node["pid"], (bool)node["running"]! ? "yes" : "no", node["http"]);
            }

            table.Show();
            Console.Out.WriteLine($"API: {told["url"]} (benchhub --hub {told["url"]} …)");
        });
    }
}
