using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using BenchHub.Cli.Clusters;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Clusters;

/// <summary>Silos, API and PostgreSQL as processes of their own, started and broken by the commands alone.</summary>
public sealed class ClusterTests : IDisposable
{
    private const int Items = 60;

    private readonly TempFolder _folder = ClusterFolder.New();

    [Fact]
    public async Task Up_KillAndStart_LoseNothingAndASecondUpFindsItAll()
    {
        await using var service = await RagService.Start("bm25", Shell.Collection, TimeSpan.FromMilliseconds(200));
        try
        {
            var url = (string)(await Cluster("up", "--silos", "3"))["url"]!;
            await Hub(url, "systems", "add", "bm25", "--url", service.Url);
            await Hub(url, "datasets", "import", "beir", Shell.Collection, "--name", "ko-en");
            var before = await service.Calls();
            var job = (string)(await Hub(url, "run", "--system", "bm25", "--dataset", "ko-en", "--concurrency", "1"))["id"]!;
            await Asked(service, before + (Items / 6), Deadline.Usual);

            // Two of three, one after the other: whoever held the job and its task, it goes on elsewhere.
            foreach (var silo in new[] { "1", "2" })
            {
                Assert.Equal("no", Runs(await Cluster("kill", silo), $"silo-{silo}"));
                await Asked(service, await service.Calls() + 3, TimeSpan.FromSeconds(30));
                Assert.Equal("yes", Runs(await Cluster("start", silo), $"silo-{silo}"));
            }

            Assert.Equal("no", Runs(await Cluster("kill", "api"), "api"));
            await Cluster("start", "api");
            await Completed(url, job);

            Assert.All((await Cluster("down"))["nodes"]!.AsArray(), static node => Assert.False((bool)node!["running"]!));
            Assert.Equal(url, (string?)(await Cluster("up"))["url"]);
            await Completed(url, job);
        }
        finally
        {
            await Cluster("down");
        }
    }

    [Fact]
    public async Task Kill_OneOfThreeSilos_NoReadFails()
    {
        await using var service = await RagService.Start("bm25", Shell.Collection);
        try
        {
            var url = (string)(await Cluster("up", "--silos", "3"))["url"]!;
            await Hub(url, "systems", "add", "bm25", "--url", service.Url);
            await Hub(url, "datasets", "import", "beir", Shell.Collection, "--name", "ko-en");
            var paths = new List<string> { "/api/v1/comparisons/leaderboard/ko-en?metric=ndcg@10" };
            for (var i = 0; i < 9; i++)
            {
                paths.Add($"/api/v1/batch/jobs/{(await Hub(url, "run", "--system", "bm25", "--dataset", "ko-en", "--wait"))["id"]}");
            }

            using var http = new HttpClient { BaseAddress = new(url) };
            using var enough = new CancellationTokenSource();
            var readers = paths.Select(path => Read(http, path, enough.Token)).ToList();
            await Cluster("kill", "2");
            await Cluster("start", "2");
            await enough.CancelAsync();

            // Each was read before, while and after the silo was gone.
            Assert.All(await Task.WhenAll(readers), static reads => Assert.InRange(reads, 3, int.MaxValue));
        }
        finally
        {
            await Cluster("down");
        }
    }

    private static async Task<int> Read(HttpClient http, string path, CancellationToken enough)
    {
        for (var reads = 0; ; reads++)
        {
            using var answer = await http.GetAsync(path, CancellationToken.None);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(CancellationToken.None)}");
            if (enough.IsCancellationRequested)
            {
                return reads;
            }
        }
    }

    [Fact]
    public async Task Quickstart_OnACluster_ASiloAndTheApiAreKilledInTheMiddle_EveryItemIsMeasured()
    {
        try
        {
            var url = (string)(await Cluster("up", "--silos", "3"))["url"]!;
            await using var process = CliProcess.Start(["quickstart", "--hub", url, "--json"], _folder.Path);
            await process.Line("Registered 3 systems");
            Assert.Equal("no", Runs(await Cluster("kill", "2"), "silo-2"));
            Assert.Equal("no", Runs(await Cluster("kill", "api"), "api"));
            await Cluster("start", "api");

            var outcome = (await process.End()).Json;
            Assert.Equal(("completed", 180, 0), ((string?)outcome["status"], (int)outcome["items"]!, (int)outcome["itemsFailed"]!));
            Assert.Equal((url, null), ((string?)outcome["hub"], outcome["recovery"]));
            Assert.All(outcome["ranking"]!.AsArray(), static entry => Assert.Equal(60, (int)entry!["n"]!));

            // The hub has it all, and takes a second one beside it.
            Assert.Equal("completed", (string?)(await Hub(url, "jobs", "show", (string)outcome["job"]!))["status"]);
            Assert.NotEqual((string?)outcome["dataset"], (string?)(await Hub(url, "quickstart"))["dataset"]);
        }
        finally
        {
            await Cluster("down");
        }
    }

    [Fact]
    public async Task Start_DatabaseIsAway_TheSiloSaysSoAndWaitsForIt()
    {
        try
        {
            await Cluster("up", "--silos", "1");
            var cluster = LocalCluster.Load(new(_folder.Path));
            await cluster.Kill(["1"], TestContext.Current.CancellationToken);
            cluster.Database.Stop("immediate");

            var starting = Cluster("start", "1");
            await Deadline.Until(
                async () => (await File.ReadAllTextAsync(Path.Combine(_folder.Path, "silo-1.log"))).Contains("The silo waits for its database", StringComparison.Ordinal),
                Deadline.Usual, static () => "The silo does not say that it waits.");
            cluster.Database.Start();

            Assert.Equal("yes", Runs(await starting, "silo-1"));
        }
        finally
        {
            await Cluster("down");
        }
    }

    [Fact]
    public async Task Up_PortTaken_SaysWhichAndLeavesNothing()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var refused = await Shell.Run("cluster", "up", "--data", _folder.Path, "--silos", "1", "--url", $"http://127.0.0.1:{port}");

        Assert.Contains($"Port {port}, which api needs, is taken", refused.Refusal());
        Assert.Contains("There is no cluster in", (await Shell.Run("cluster", "status", "--data", _folder.Path)).Refusal());
    }

    [Fact]
    public async Task Up_WithoutPostgres_SaysWhatToInstall()
    {
        // In a view of the file system of its own, where an empty folder hides PostgreSQL's programs.
        const string Hide = "mount -t tmpfs tmpfs /usr/lib/postgresql && exec \"$@\"";
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "unshare", ["-m", "sh", "-c", Hide, "sh", Path.Combine(AppContext.BaseDirectory, "benchhub"), "cluster", "up", "--data", _folder.Path])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(said.Contains("unshare failed", StringComparison.Ordinal) || said.Contains("mount:", StringComparison.Ordinal), "Hiding a folder needs root.");

        Assert.Contains("PostgreSQL is missing (initdb is not to be found); install it", said);
        Assert.Equal(1, process.ExitCode);
    }

    [Theory]
    [InlineData("status", "There is no cluster in")]
    [InlineData("kill 1", "start one with 'benchhub cluster up'")]
    [InlineData("down", "There is no cluster in")]
    [InlineData("up --silos 0", "has 1 to 32 silos, not 0")]
    [InlineData("up --url nowhere", "'nowhere' is no address")]
    public async Task Commands_ThatCannotWork_AreRefusedWithASentence(string command, string said) =>
        Assert.Contains(said, (await Shell.Run(["cluster", .. command.Split(' '), "--data", _folder.Path])).Refusal());

    public void Dispose() => _folder.Dispose();

    private async Task<JsonNode> Cluster(params string[] arguments) => (await Shell.Run(["cluster", .. arguments, "--data", _folder.Path, "--json"])).Json;

    private static async Task<JsonNode> Hub(string url, params string[] arguments) => (await Shell.Run([.. arguments, "--hub", url, "--json"])).Json;

    private static string Runs(JsonNode cluster, string name) =>
        (bool)cluster["nodes"]!.AsArray().Single(node => (string?)node!["name"] == name)!["running"]! ? "yes" : "no";

    private static Task Asked(RagService service, int calls, TimeSpan within) => Deadline.Until(
        async () => await service.Calls() >= calls, within, () => $"The service was not asked {calls} times.");

    private static async Task Completed(string url, string job)
    {
        var done = await Hub(url, "jobs", "watch", job);
        Assert.Equal(("completed", Items, 0), ((string?)done["status"], (int)done["itemsDone"]!, (int)done["itemsFailed"]!));
        Assert.Equal(Items, (int)done["results"]![0]!["metrics"]!["ndcg@10"]!["n"]!);
    }
}
