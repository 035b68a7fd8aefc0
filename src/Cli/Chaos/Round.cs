using System.Text.Json.Nodes;
using BenchHub.Cli.Datasets;

namespace BenchHub.Cli.Chaos;

/// <summary>One job on a retrieval service and one on a language model, at once.</summary>
/// <param name="Hub">Where they run.</param>
/// <param name="Jobs">Their ids.</param>
/// <param name="ModelAsked">How often the model had been asked before.</param>
internal sealed record Round(PatientHub Hub, IReadOnlyList<string> Jobs, int ModelAsked)
{
    private const string Retrieval = "retrieval";
    private const string Model = "model";

    public static async Task Prepare(PatientHub hub, AskedServices services, ChaosOptions options, CancellationToken ct)
    {
        await hub.Post("/api/v1/systems", new JsonObject { ["name"] = Retrieval, ["kind"] = "rag", ["url"] = services.RetrievalUrl, ["topK"] = 10 }, "chaos-retrieval", ct);
        await hub.Post("/api/v1/systems", new JsonObject { ["name"] = Model, ["url"] = $"{services.ModelUrl}/v1", ["model"] = new JsonObject { ["name"] = "m" } }, "chaos-model", ct);
        await DatasetUpload.Send(hub.Hub, Retrieval, "beir", DatasetFiles.Beir(Material.Queries(options.Folder, options.Items), "test"), ct);
        await DatasetUpload.Send(hub.Hub, Model, "task", [("records", Material.Questions(options.Folder, options.Items))], ct, "open-qa");
    }

    /// <param name="hub">Where.</param>
    /// <param name="services">Asked by nobody else.</param>
    /// <param name="number">Names the jobs: the same number is the same jobs.</param>
    /// <param name="concurrency">Calls in flight of each job.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<Round> Submit(PatientHub hub, AskedServices services, int number, int concurrency, CancellationToken ct)
    {
        var asked = await services.ModelAsked(ct);
        var jobs = new List<string>();
        foreach (var name in new[] { Retrieval, Model })
        {
            // A budget that is never spent, so that each call reserves and settles; no cache between the rounds.
            var body = new JsonObject
            {
                ["name"] = $"{name} {number}",
                ["systems"] = new JsonArray(name),
                ["datasets"] = new JsonArray(name),
                ["concurrency"] = concurrency,
                ["cache"] = false,
                ["maxTokens"] = 1_000_000_000,
            };
            jobs.Add((string)(await hub.Post("/api/v1/batch/jobs", body, $"chaos-{name}-{number}", ct))["id"]!);
        }

        return new(hub, jobs, asked);
    }

    /// <summary>The jobs as they stand.</summary>
    public async Task<IReadOnlyList<JsonNode>> Look(CancellationToken ct)
    {
        var found = new List<JsonNode>();
        foreach (var job in Jobs)
        {
            found.Add(await Hub.Get($"/api/v1/batch/jobs/{job}", ct));
        }

        return found;
    }

    public async Task<bool> IsOver(CancellationToken ct) => (await Look(ct)).All(static job => (string?)job["status"] is not ("running" or "pending"));
}
