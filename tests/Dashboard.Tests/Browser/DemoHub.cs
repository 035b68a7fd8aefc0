using System.Net;
using System.Text.Json.Nodes;
using BenchHub.Dashboard.Tests.Browser;
using BenchHub.MockLlm;
using BenchHub.SampleRag;
using Microsoft.AspNetCore.Builder;

[assembly: AssemblyFixture(typeof(DemoHub))]

namespace BenchHub.Dashboard.Tests.Browser;

/// <summary>
/// A hub that has something to show: three retrieval services on the Cranfield collection (or, where it is absent, on a small one)
/// the recorded answers of four models to GSM8K, and a model that costs something. Tests that change something use names of their own.
/// </summary>
public sealed class DemoHub : IAsyncLifetime
{
    private static readonly string[] Algorithms = ["bm25", "tfidf", "char-ngram"];
    private static readonly string[] Models = ["6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"];

    private readonly List<WebApplication> _services = [];
    private ApiHub? _hub;
    private FakeRag? _rag;

    public ApiHub Hub => _hub!;

    public FakeRag Rag => _rag!;

    public HubCaller Api => new(Hub.Http);

    public string SystemId { get; private set; } = "";

    public string DatasetId { get; private set; } = "";

    public string JobId { get; private set; } = "";

    /// <summary>Of the job, one per system.</summary>
    public IReadOnlyList<string> ResultIds { get; private set; } = [];

    /// <summary>The folder of the collection, where it is there.</summary>
    public string? Cranfield { get; } = Shared("data/cranfield");

    public string ComparisonId { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _hub = await ApiHub.Start();
        _rag = await FakeRag.Start();
        await PayForAModel();
        if (Cranfield is { } cranfield)
        {
            await MeasureRetrieval(cranfield);
        }
        else
        {
            await MeasureSmall();
        }

        if (Shared("data/gsm8k") is { } gsm8k)
        {
            await ReplayModels(gsm8k);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }

        await (_rag?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_hub?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task MeasureRetrieval(string folder)
    {
        var dataset = await Upload(
            "cranfield", ("corpus", Path.Combine(folder, "corpus.jsonl")), ("queries", Path.Combine(folder, "queries.jsonl")), ("qrels", Path.Combine(folder, "qrels", "test.tsv")));
        foreach (var algorithm in Algorithms)
        {
            var service = SampleRagServer.Build(new() { Algorithm = algorithm, Corpus = folder });
            _services.Add(service);
            await service.StartAsync();
            var system = (await Api.Post("/api/v1/systems", new { name = algorithm, url = service.Urls.First() })).Is(HttpStatusCode.Created);
            SystemId = (string)system["id"]!;
        }

        await Run(dataset, Algorithms);
    }

    private async Task MeasureSmall()
    {
        var name = await Api.UploadDataset();
        var system = await Api.Register(Rag);
        SystemId = (string)(await Api.Get($"/api/v1/systems/{system}"))["id"]!;
        await Run((string)(await Api.Get($"/api/v1/datasets/{name}"))["id"]!, [system]);
    }

    private async Task Run(string dataset, string[] systems)
    {
        DatasetId = dataset;
        var job = await Api.Run(new { name = "nightly", systems, datasets = new[] { dataset } });
        Assert.Equal("completed", (string?)job["status"]);
        JobId = (string)job["id"]!;
        ResultIds = [.. job["results"]!.AsArray().Select(static result => (string)result!["id"]!)];
        if (systems.Length > 1)
        {
            var metrics = new[] { "ndcg@10", "recall@5" };
            ComparisonId = (string)(await Api.Post("/api/v1/comparisons", new { name = "nightly", systems, datasets = new[] { dataset }, metrics })).Is(HttpStatusCode.Created)["id"]!;
        }
    }

    private async Task ReplayModels(string folder)
    {
        await Api.Upload("/api/v1/datasets", null, ("name", "gsm8k", null), ("format", "task", null), ("task", "gsm8k", null), ("records", await File.ReadAllTextAsync(Path.Combine(folder, "test.jsonl")), "test.jsonl"));
        var solutions = File.ReadLines(Path.Combine(folder, "example_model_solutions.jsonl")).Select(static line => JsonNode.Parse(line)!).ToList();
        foreach (var model in Models)
        {
            var outputs = string.Concat(solutions.Select((solution, i) => new JsonObject { ["id"] = $"{i + 1}", ["output"] = (string?)solution[model]!["solution"] }.ToJsonString() + "\n"));
            (await Api.Upload("/api/v1/systems/recorded", null, ("format", "outputs", null), ("name", model, null), ("dataset", "gsm8k", null), ("file", outputs, "outputs.jsonl"))).Is(HttpStatusCode.Created);
        }

        var job = await Api.Run(new { name = "gsm8k, replayed", systems = Models, datasets = new[] { "gsm8k" } });
        Assert.Equal("completed", (string?)job["status"]);
    }

    private async Task PayForAModel()
    {
        var model = MockLlmServer.Build(new());
        _services.Add(model);
        await model.StartAsync();
        (await Api.Put("/api/v1/prices/small-1", new { input = 1000, output = 4000 })).Is(HttpStatusCode.OK);
        (await Api.Post("/api/v1/systems", new { name = "small-1", kind = "llm", url = $"{model.Urls.First()}/v1", model = new { name = "small-1" } })).Is(HttpStatusCode.Created);
        const string Task = "name: capitals\nkind: open_qa\nprompt: \"{{ question }}\"\nreferences: \"{{ answer }}\"\nmetrics: [exact_match]\n";
        const string Records = "{\"id\": 1, \"question\": \"The capital of Korea?\", \"answer\": \"Seoul\"}\n{\"id\": 2, \"question\": \"Kyoto\", \"answer\": \"Kyoto\"}\n";
        (await Api.Upload("/api/v1/datasets", null, ("name", "capitals", null), ("format", "task", null), ("definition", Task, "t.yaml"), ("records", Records, "test.jsonl"))).Is(HttpStatusCode.Created);
        Assert.Equal("completed", (string?)(await Api.Run(new { name = "capitals", systems = new[] { "small-1" }, datasets = new[] { "capitals" } }))["status"]);
    }

    private async Task<string> Upload(string name, params (string Part, string Path)[] files)
    {
        var parts = files.Select(static file => (file.Part, File.ReadAllText(file.Path), (string?)Path.GetFileName(file.Path)));
        return (string)(await Api.Upload("/api/v1/datasets", null, [("name", name, null), ("format", "beir", null), .. parts])).Is(HttpStatusCode.Created)["id"]!;
    }

    private static string? Shared(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "shared", path) is var found && Directory.Exists(found))
            {
                return found;
            }
        }

        return null;
    }
}
