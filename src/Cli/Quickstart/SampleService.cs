using System.Text.Json.Nodes;

namespace BenchHub.Cli.Quickstart;

/// <summary>One sample service: how it is started and how it is registered.</summary>
internal sealed record SampleService(string Name, string Algorithm, string Shape, double ErrorRate, string Url = "")
{
    public static readonly IReadOnlyList<SampleService> All =
    [
        new("bm25", "bm25", "default", 0),
        new("tfidf-flaky", "tfidf", "list", 0.1),
        new("char-ngram", "char-ngram", "nested", 0),
    ];

    public string[] Arguments(DirectoryInfo corpus) =>
    [
        "sample-rag", "--algorithm", Algorithm, "--corpus", corpus.FullName, "--port", new Uri(Url).Port.ToString(),
        "--latency", "80ms", "--error-rate", ErrorRate.ToString(), "--answer-shape", Shape,
    ];

    public JsonObject Registration()
    {
        var body = new JsonObject { ["name"] = Name, ["kind"] = "rag", ["url"] = Url, ["tags"] = new JsonArray("quickstart") };
        if (Shape == "nested")
        {
            body["retrieve"] = new JsonObject
            {
                ["results"] = "data.hits",
                ["documentId"] = "document.id",
                ["score"] = "relevance.score",
                ["text"] = "passage",
            };
        }

        return body;
    }
}
