using System.Text;
using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;

namespace BenchHub.Cluster.Bench;

/// <summary>A hub over its HTTP API, with what the scenarios need in it.</summary>
internal sealed class RemoteHub(string url) : IDisposable
{
    private readonly HubClient _http = new(url, apiKey: null);

    public Task<JsonNode> Get(string path) => _http.Get(path, CancellationToken.None);

    /// <returns>Its id.</returns>
    public async Task<string> Register(string name, string service) =>
        (string)(await _http.Post("/api/v1/systems", new JsonObject { ["name"] = name, ["url"] = service, ["topK"] = 2, ["tags"] = new JsonArray("bench") }, CancellationToken.None))["id"]!;

    /// <returns>Its id.</returns>
    public async Task<string> Import(string name, int items)
    {
        var (queries, qrels) = (new StringBuilder(), new StringBuilder("query-id\tcorpus-id\tscore\n"));
        for (var i = 0; i < items; i++)
        {
            queries.Append($$"""{"_id": "q{{i}}", "text": "query number {{i}}"}""").Append('\n');
            qrels.Append($"q{i}\td{1 + (i % 2)}\t1\n");
        }

        using var form = new MultipartFormDataContent
        {
            { new StringContent(name), "name" },
            { new StringContent("beir"), "format" },
            { new StringContent(queries.ToString()), "queries", "queries.jsonl" },
            { new StringContent(qrels.ToString()), "qrels", "test.tsv" },
        };
        return (string)(await _http.Upload("/api/v1/datasets", form, CancellationToken.None))["id"]!;
    }

    /// <returns>The job when it is over.</returns>
    public async Task<JsonNode> Run(IEnumerable<string> systems, IEnumerable<string> datasets, int concurrency, int parallelTasks)
    {
        var job = await _http.Post(
            "/api/v1/batch/jobs",
            new JsonObject
            {
                ["systems"] = new JsonArray([.. systems.Select(static id => (JsonNode)id)]),
                ["datasets"] = new JsonArray([.. datasets.Select(static id => (JsonNode)id)]),
                ["metrics"] = new JsonArray("ndcg@10"),
                ["concurrency"] = concurrency,
                ["parallelTasks"] = parallelTasks,
            },
            CancellationToken.None);
        while ((string)job["status"]! is "pending" or "running")
        {
            job = await Get($"/api/v1/batch/jobs/{job["id"]}/progress?since={job["revision"]}&wait=20");
        }

        return (string)job["status"]! == "completed" ? job : throw new InvalidOperationException($"The job is {job["status"]}: {job["error"]}");
    }

    public void Dispose() => _http.Dispose();
}
