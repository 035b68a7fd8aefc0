using System.Diagnostics;
using System.Text.Json.Nodes;
using BenchHub.Cli.Datasets;
using BenchHub.Cli.Hub;
using BenchHub.Cli.Serving;
using Spectre.Console;

namespace BenchHub.Cli.Quickstart;

/// <summary>
/// Does what a user would do, through the same HTTP API: start, register, import, run. And what nobody would:
/// kills the hub in the middle with SIGKILL and starts it again.
/// </summary>
internal static class QuickstartRun
{
    private const string Dataset = "evaluation-ko-en";
    private const string Metric = "ndcg@10";

    /// <summary>
    /// Shows the outcome while everything still runs. To keep leaves it running for good, to stay until the token is cancelled.
    /// </summary>
    public static async Task Execute(bool keep, bool stays, Action<JsonNode> show, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var collection = Collection();
        var data = Directory.CreateTempSubdirectory("benchhub-quickstart-");
        await using var processes = new ChildProcesses(keep, data);
        var ports = FreePorts.Take(SampleService.All.Count + 2);
        var url = $"http://127.0.0.1:{ports[0]}";
        var folder = Path.Combine(data.FullName, "hub");
        string[] serve = ["serve", "--url", url, "--grpc-url", $"http://127.0.0.1:{ports[1]}", "--data", folder];

        Note($"Starting the hub at {url} and three sample services over {Dataset}");
        var services = SampleService.All.Select((sample, i) => sample with { Url = $"http://127.0.0.1:{ports[i + 2]}" }).ToList();
        foreach (var sample in services)
        {
            processes.Start(sample.Name, sample.Arguments(collection));
        }

        var hubProcess = processes.Start("hub", serve);
        using var hub = new HubClient(url, apiKey: null);
        await Readiness.Of(url + "/health/ready", processes, ct);
        await Task.WhenAll(services.Select(sample => Readiness.Of(sample.Url + "/health", processes, ct)));

        foreach (var sample in services)
        {
            await hub.Post("/api/v1/systems", sample.Registration(), ct);
        }

        var dataset = await DatasetUpload.Send(hub, Dataset, "beir", DatasetFiles.Beir(collection, "test"), ct);
        Note($"Registered {services.Count} systems and imported {dataset["items"]} judged queries; running the job");
        var job = await hub.Post("/api/v1/batch/jobs", Job(services), ct);
        var id = (string)job["id"]!;

        var before = await Reach(hub, id, share: 0.4, ct);
        hubProcess.Kill();
        await hubProcess.WaitForExitAsync(ct);
        Note($"Killed the hub (SIGKILL) at {before["itemsDone"]} of {before["itemsTotal"]} items; starting it again");

        var recovery = Stopwatch.StartNew();
        processes.Start("hub", serve);
        await Readiness.Of(url + "/health/ready", processes, ct);
        var resumed = await Reach(hub, id, share: 0, ct);
        var resumedAfter = recovery.Elapsed;
        await Jobs.JobProgress.Follow(hub, id, ct);
        var done = await hub.Get($"/api/v1/batch/jobs/{id}", ct);
        Note($"The job went on from {resumed["itemsDone"]} items, {resumedAfter.TotalSeconds:0.0} s after the kill");

        var comparison = await hub.Post("/api/v1/comparisons/systems", new JsonObject { ["dataset"] = Dataset, ["metric"] = Metric }, ct);
        show(new JsonObject
        {
            ["hub"] = url,
            ["data"] = folder,
            ["job"] = id,
            ["status"] = done["status"]!.DeepClone(),
            ["dataset"] = Dataset,
            ["metric"] = Metric,
            ["ranking"] = comparison["ranking"]!.DeepClone(),
            ["comparisons"] = comparison["comparisons"]!.DeepClone(),
            ["notes"] = comparison["notes"]?.DeepClone(),
            ["recovery"] = new JsonObject
            {
                ["killedAtItem"] = before["itemsDone"]!.DeepClone(),
                ["resumedAtItem"] = resumed["itemsDone"]!.DeepClone(),
                ["secondsToResume"] = resumedAfter.TotalSeconds,
                ["items"] = done["itemsTotal"]!.DeepClone(),
                ["itemsFailed"] = done["itemsFailed"]!.DeepClone(),
            },
            ["seconds"] = clock.Elapsed.TotalSeconds,
            ["kept"] = keep,
            ["stays"] = stays,
        });

        if (stays)
        {
            await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static DirectoryInfo Collection()
    {
        var folder = new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "examples", Dataset));
        return folder.Exists ? folder : throw new HubException($"The example collection is missing at {folder.FullName}; build the project again.");
    }

    private static JsonObject Job(IEnumerable<SampleService> services) => new()
    {
        ["name"] = "quickstart",
        ["systems"] = new JsonArray([.. services.Select(static sample => JsonValue.Create(sample.Name))]),
        ["datasets"] = new JsonArray(Dataset),
        ["metrics"] = new JsonArray(Metric, "recall@5", "precision@5", "mrr", "map"),
        ["concurrency"] = 2,
    };

    private static async Task<JsonNode> Reach(HubClient hub, string id, double share, CancellationToken ct)
    {
        for (var since = 0L; ;)
        {
            var job = await hub.Get($"/api/v1/batch/jobs/{id}/progress?since={since}&wait=5", ct);
            since = (long)job["revision"]!;
            if ((int)job["itemsDone"]! >= share * (int)job["itemsTotal"]! || (string?)job["status"] is not ("running" or "pending"))
            {
                return job;
            }
        }
    }

    private static void Note(string text) => Common.Notes.MarkupLineInterpolated($"[grey]{text}[/]");
}
