using System.Diagnostics;
using System.Text.Json.Nodes;
using BenchHub.Cli.Datasets;
using BenchHub.Cli.Hub;
using BenchHub.Cli.Jobs;
using BenchHub.Cli.Serving;
using Spectre.Console;

namespace BenchHub.Cli.Quickstart;

/// <summary>Does what a user would do, through the same HTTP API: start, register, import, run, compare.</summary>
internal static class QuickstartRun
{
    private const string Example = "evaluation-ko-en";
    private const string Metric = "ndcg@10";

    /// <summary>
    /// Shows the outcome while everything still runs. To keep leaves it running for good, to stay until the token is cancelled.
    /// </summary>
    /// <param name="given">A hub that runs; null starts one, and kills it in the middle.</param>
    /// <param name="keep">Leave what was started running.</param>
    /// <param name="stays">Wait until the token is cancelled.</param>
    /// <param name="show">Gets the outcome.</param>
    /// <param name="ct">Ends everything.</param>
    public static async Task Execute(HubClient? given, bool keep, bool stays, Action<JsonNode> show, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var collection = Collection();
        var data = Directory.CreateTempSubdirectory("benchhub-quickstart-");
        await using var processes = new ChildProcesses(keep, data);
        var ports = FreePorts.Take(SampleService.All.Count);
        using var own = given is null ? new OwnHub(processes, data) : null;
        IStage stage = own is not null ? own : new GivenHub(given!);
        var hub = stage.Hub;

        Note($"{(given is null ? "Starting the hub at" : "Using the hub at")} {hub.Address} and three sample services over {Example}");
        var services = SampleService.All.Select((sample, i) => sample with { Name = sample.Name + stage.Suffix, Url = $"http://127.0.0.1:{ports[i]}" }).ToList();
        foreach (var sample in services)
        {
            processes.Start(sample.Name, sample.Arguments(collection));
        }

        await stage.Ready(ct);
        await Task.WhenAll(services.Select(sample => Readiness.Of(sample.Url + "/health", processes, ct)));
        foreach (var sample in services)
        {
            await hub.Post("/api/v1/systems", sample.Registration(), ct);
        }

        var name = Example + stage.Suffix;
        var dataset = await DatasetUpload.Send(hub, name, "beir", DatasetFiles.Beir(collection, "test"), ct);
        Note($"Registered {services.Count} systems and imported {dataset["items"]} judged queries; running the job");
        var id = (string)(await hub.PostPatiently("/api/v1/batch/jobs", Job(services, name), ct))["id"]!;
        var recovery = await stage.Disturb(id, ct);
        var done = await JobProgress.Follow(hub, id, ct);

        var comparison = await hub.PostPatiently("/api/v1/comparisons/systems", new JsonObject { ["dataset"] = name, ["metric"] = Metric }, ct);
        show(new JsonObject
        {
            ["hub"] = hub.Address,
            ["data"] = stage.Data,
            ["job"] = id,
            ["status"] = done["status"]!.DeepClone(),
            ["dataset"] = name,
            ["metric"] = Metric,
            ["items"] = done["itemsTotal"]!.DeepClone(),
            ["itemsFailed"] = done["itemsFailed"]!.DeepClone(),
            ["ranking"] = comparison["ranking"]!.DeepClone(),
            ["comparisons"] = comparison["comparisons"]!.DeepClone(),
            ["notes"] = comparison["notes"]?.DeepClone(),
            ["recovery"] = recovery,
            ["seconds"] = clock.Elapsed.TotalSeconds,
            ["kept"] = keep,
            ["stays"] = stays,
        });

        if (stays)
        {
            await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public static void Note(string text) => Common.Notes.MarkupLineInterpolated($"[grey]{text}[/]");

    private static DirectoryInfo Collection()
    {
        var folder = new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "examples", Example));
        return folder.Exists ? folder : throw new HubException($"The example collection is missing at {folder.FullName}; build the project again.");
    }

    private static JsonObject Job(IEnumerable<SampleService> services, string dataset) => new()
    {
        ["name"] = "quickstart",
        ["systems"] = new JsonArray([.. services.Select(static sample => JsonValue.Create(sample.Name))]),
        ["datasets"] = new JsonArray(dataset),
        ["metrics"] = new JsonArray(Metric, "recall@5", "precision@5", "mrr", "map"),
        ["concurrency"] = 2,
    };
}
