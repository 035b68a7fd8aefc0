using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace BenchHub.Cli.Tests.Processes;

/// <summary><c>benchhub sample-rag</c> on a free port.</summary>
internal sealed class RagService : IAsyncDisposable
{
    private readonly CliProcess _process;
    private readonly HttpClient _http;

    private RagService(CliProcess process, string algorithm, string url)
    {
        _process = process;
        _http = new() { BaseAddress = new(url), Timeout = Deadline.Usual };
        (Algorithm, Url) = (algorithm, url);
    }

    public string Algorithm { get; }

    public string Url { get; }

    public static async Task<RagService> Start(string algorithm, string corpus, TimeSpan latency = default)
    {
        var process = CliProcess.Start(
            ["sample-rag", "--algorithm", algorithm, "--corpus", corpus, "--port", "0", "--latency", latency.TotalMilliseconds.ToString("0ms", CultureInfo.InvariantCulture)]);
        try
        {
            var line = await process.Line("Listening on ");
            return new(process, algorithm, line["Listening on ".Length..].Trim());
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>One of each algorithm, started together.</summary>
    public static async Task<RagService[]> StartAll(string corpus, TimeSpan latency = default) =>
        await Task.WhenAll(new[] { "bm25", "tfidf", "char-ngram" }.Select(algorithm => Start(algorithm, corpus, latency)));

    public async Task<JsonNode> Stats() => (await _http.GetFromJsonAsync<JsonNode>("/stats"))!;

    /// <summary>Calls to /retrieve so far.</summary>
    public async Task<int> Calls() => (int)(await Stats())["retrieveCount"]!;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }
}
