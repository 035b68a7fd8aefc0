using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Analytics;

/// <summary>Failing prompts by a registered embedding model: <c>mock-llm</c>, whose vectors are near where texts share letters.</summary>
public sealed class FailureClustersTests : IDisposable
{
    private const int Castles = 20;

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Failures_WithAnEmbedder_GroupsPromptsThatAreAlikeAndEmbedsThemOnce()
    {
        await using var model = await ModelService.Start("--answer", "4");
        await using var hub = await Prepared(model);
        var result = await Result(hub);
        var before = await Asked(model);

        var answer = await hub.Get($"/api/v1/analytics/results/{result}/failures?embedder=embedder");

        // The model says 4 to all, which is wrong of the castles alone: 20 of 100 prompts, so their clusters fail five times as often as all.
        var clusters = Clusters(answer);
        Assert.Equal((Castles, Castles), (clusters.Sum(static one => (int)one["failed"]!), clusters.Sum(static one => (int)one["of"]!)));
        Assert.All(clusters, static one => Assert.Equal((1.0, 5.0), ((double)one["rate"]!, Math.Round((double)one["lift"]!, 9))));
        Assert.True((double)clusters[0]["pAdjusted"]! < 0.001);
        Assert.All(clusters, static one => Assert.Contains("castle", one["terms"]!.AsArray().Select(static term => (string?)term)));
        Assert.All(clusters.SelectMany(static one => one["examples"]!.AsArray()), static one => Assert.Contains("castle", (string)one!["input"]!, StringComparison.Ordinal));
        Assert.Contains("k-means", (string)answer["method"]!, StringComparison.Ordinal);

        // 100 prompts in requests of 32, and none the second time.
        var asked = await Asked(model);
        Assert.Equal(4, asked - before);
        var again = (await hub.Run("analytics", "failures", result, "--embedder", "embedder", "--json")).Json;
        Assert.Equal(clusters.Select(static one => one.ToJsonString()), Clusters(again).Select(static one => one.ToJsonString()));
        Assert.Equal(asked, await Asked(model));
    }

    [Fact]
    public async Task Failures_WithoutAnEmbedder_AsksNobody()
    {
        await using var model = await ModelService.Start("--answer", "4");
        await using var hub = await Prepared(model);
        var result = await Result(hub);
        var before = await Asked(model);

        var answer = await hub.Get($"/api/v1/analytics/results/{result}/failures");

        Assert.Empty(Clusters(answer));
        Assert.Contains("castle", (string)answer["patterns"]![0]!["label"]!, StringComparison.Ordinal);
        Assert.Equal(before, await Asked(model));
    }

    [Theory]
    [InlineData("model", "has no embedding model")]
    [InlineData("nobody", "System 'nobody' does not exist")]
    public async Task Failures_WithWhatCannotEmbed_IsRefused(string embedder, string said)
    {
        await using var model = await ModelService.Start("--answer", "4");
        await using var hub = await Prepared(model);

        Assert.Contains(said, (await hub.Run("analytics", "failures", await Result(hub), "--embedder", embedder)).Refusal(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ServedHub> Prepared(ModelService model)
    {
        var records = Enumerable.Range(0, 100).Select(static i => i < Castles
            ? $$"""{"question": "In which year was the old castle of county {{i}} built?", "answer": "1{{i + 100}}"}"""
            : $$"""{"question": "{{(i % 2 == 0 ? $"What is {i} + 4 - {i}?" : $"Name the digit behind {i - i + 3}, please, user {i}!")}}", "answer": "4"}""");
        var hub = await ServedHub.Start(_folder.Path);
        (await hub.Run("systems", "add", "model", "--url", model.Url, "--model", "m")).Succeeded();
        (await hub.Run("systems", "add", "embedder", "--url", model.Url, "--model", "m", "--embedding-model", "e")).Succeeded();
        (await hub.Run("datasets", "import", "task", "open-qa", _folder.File("records.jsonl", string.Join('\n', records) + "\n"), "--name", "castles")).Succeeded();
        return hub;
    }

    private static async Task<string> Result(ServedHub hub) =>
        (string)(await hub.Run("run", "--system", "model", "--dataset", "castles", "--wait", "--json")).Json["results"]![0]!["id"]!;

    private static async Task<int> Asked(ModelService model) => (int)(await model.Stats())["requests"]!["asked"]!;

    private static JsonNode[] Clusters(JsonNode answer) => [.. answer["patterns"]!.AsArray().Where(static one => (string)one!["kind"]! == "embedding").Select(static one => one!)];
}
