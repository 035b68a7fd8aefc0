using System.Text.Json.Nodes;

namespace BenchHub.Cli.Hub;

/// <summary>The hub said no, or did not answer; the message is the sentence to show.</summary>
internal sealed class HubException(string message, JsonNode? problem = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The hub's problem details, where it sent any.</summary>
    public JsonNode? Problem { get; } = problem;

    /// <summary>Nobody answered, or somebody who cannot now: the same may succeed a moment later.</summary>
    public bool IsAway => InnerException is HttpRequestException or HttpIOException || (int?)Problem?["status"] == 503;

    public IEnumerable<string> Findings => Problem?["findings"]?.AsArray()
        .Select(static finding => $"{((bool?)finding?["passed"] == true ? "passed" : "failed")}  {finding?["check"]}: {finding?["detail"]}") ?? [];
}
