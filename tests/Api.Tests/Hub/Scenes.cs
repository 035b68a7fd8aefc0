using System.Net;
using System.Text.Json.Nodes;

namespace BenchHub.Api.Tests.Hub;

/// <summary>Things that many tests need to be there first.</summary>
public static class Scenes
{
    public const string Corpus = """
        {"_id":"d1","title":"one","text":"first"}
        {"_id":"d2","title":"","text":"second"}
        {"_id":"d3","title":"","text":"third"}
        {"_id":"d4","title":"","text":"fourth"}
        """;

    public const string Queries = """
        {"_id":"q1","text":"one #1"}
        {"_id":"q2","text":"two #2"}
        {"_id":"q3","text":"three #3"}
        {"_id":"q4","text":"nobody judged this #4"}
        """;

    public const string Qrels = "query-id\tcorpus-id\tscore\nq3\td4\t1\nq1\td1\t2\nq2\td2\t1\nq2\td3\t1\n";

    public static string Unique(string stem) => $"{stem}-{Guid.NewGuid():N}";

    extension(HubCaller api)
    {
        /// <summary>Registers a service and answers its name.</summary>
        public async Task<string> Register(FakeRag rag, string stem = "system")
        {
            var name = Unique(stem);
            (await api.Post("/api/v1/systems", new { name, url = rag.Url, healthEverySeconds = 0 })).Is(HttpStatusCode.Created);
            return name;
        }

        /// <summary>Uploads three judged queries over four documents and answers the dataset's name.</summary>
        public async Task<string> UploadDataset(string qrels = Qrels)
        {
            var name = Unique("dataset");
            (await api.Upload("/api/v1/datasets", null, Parts(name, qrels: qrels))).Is(HttpStatusCode.Created);
            return name;
        }

        /// <summary>Follows a job by long polling to one of the statuses.</summary>
        public async Task<JsonNode> Follow(string id, params string[] until)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            for (var since = 0L; ;)
            {
                limit.Token.ThrowIfCancellationRequested();
                var job = (await api.Get($"/api/v1/batch/jobs/{id}/progress?since={since}&wait=10")).Is(HttpStatusCode.OK).Json;
                since = (long)job["revision"]!;
                if (until.Contains((string?)job["status"]) || (until.Length == 0 && (string?)job["status"] is "completed" or "failed" or "cancelled"))
                {
                    return job;
                }
            }
        }

        /// <summary>Runs a job to its end.</summary>
        public async Task<JsonNode> Run(object body)
        {
            var submitted = (await api.Post("/api/v1/batch/jobs", body)).Is(HttpStatusCode.Accepted);
            await api.Follow((string)submitted["id"]!);
            return (await api.Get($"/api/v1/batch/jobs/{submitted["id"]}")).Is(HttpStatusCode.OK).Json;
        }
    }

    public static (string, string, string?)[] Parts(
        string name, string corpus = Corpus, string queries = Queries, string qrels = Qrels, string format = "beir") =>
    [
        ("name", name, null), ("description", "made for a test", null), ("format", format, null),
        ("corpus", corpus, "corpus.jsonl"), ("queries", queries, "queries.jsonl"), ("qrels", qrels, "test.tsv"),
    ];
}
