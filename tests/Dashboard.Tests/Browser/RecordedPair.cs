using System.Net;
using System.Text.Json.Nodes;

namespace BenchHub.Dashboard.Tests.Browser;

/// <summary>Two systems whose answers to the same questions are known beforehand, and what they were measured at.</summary>
internal sealed record RecordedPair(string Dataset, string A, string B, string ResultA, string ResultB)
{
    private const string Path = "/api/v1/systems/recorded";

    public string SideBySide => $"/results/side-by-side?a={ResultA}&b={ResultB}&metric=exact_match&filter=all&order=index";

    /// <summary>Each item has both answers and the right one.</summary>
    public static async Task<RecordedPair> Measure(HubCaller api, params IEnumerable<(string A, string B, string Target)> items)
    {
        var (a, b) = (Scenes.Unique("a"), Scenes.Unique("b"));
        var all = items.ToList();
        var dataset = (string)(await Upload(api, a, null, all.Select(static item => (item.A, item.Target)))).Is(HttpStatusCode.Created)["dataset"]!;
        (await Upload(api, b, dataset, all.Select(static item => (item.B, item.Target)))).Is(HttpStatusCode.Created);
        var job = await api.Run(new { name = $"{a} and {b}", systems = new[] { a, b }, datasets = new[] { dataset }, metrics = new[] { "exact_match" } });
        Assert.Equal("completed", (string?)job["status"]);
        string ResultOf(string system) => (string)job["tasks"]!.AsArray().Single(task => (string?)task!["system"] == system)!["resultId"]!;
        return new(dataset, a, b, ResultOf(a), ResultOf(b));
    }

    private static Task<Answer> Upload(HubCaller api, string name, string? dataset, IEnumerable<(string Output, string Target)> items)
    {
        var lines = string.Concat(items.Select(static (item, i) => new JsonObject { ["id"] = $"i{i}", ["output"] = item.Output, ["target"] = item.Target }.ToJsonString() + "\n"));
        return api.Upload(Path, null, [
            ("format", "outputs", null), ("name", name, null),
            .. dataset is null ? [] : new (string, string, string?)[] { ("dataset", dataset, null) },
            ("file", lines, $"{name}.jsonl")]);
    }
}
