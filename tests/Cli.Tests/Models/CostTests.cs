using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Models;

/// <summary>What was paid, as the API and the commands tell it.</summary>
public sealed class CostTests : IDisposable
{
    private const int Items = 20;

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Costs_OnePricedAndOneUnpricedModel_AreSummedAndUnknownIsNotNothing()
    {
        await using var mock = await ModelService.Start("--answer", "4");
        await using var hub = await ServedHub.Start(_folder.Path);
        foreach (var (name, model) in new[] { ("dear", "m-dear"), ("strange", "m-strange") })
        {
            (await hub.Run("systems", "add", name, "--url", mock.Url, "--model", model)).Succeeded();
        }

        var records = _folder.File("records.jsonl", string.Concat(Enumerable.Range(0, Items).Select(static i => $"{{\"question\": \"What is {i} + 4 - {i}?\", \"answer\": \"4\"}}\n")));
        (await hub.Run("datasets", "import", "task", "open-qa", records, "--name", "sums")).Succeeded();
        (await hub.Run("prices", "set", "m-dear", "--input", "10", "--output", "30")).Succeeded();

        var job = (await hub.Run("run", "--system", "dear", "--system", "strange", "--dataset", "sums", "--max-tokens", "100000", "--wait", "--json")).Json;
        var again = (await hub.Run("run", "--system", "dear", "--dataset", "sums", "--wait", "--json")).Json;

        // $10 and $30 for a million tokens; the second job found its answers in the cache.
        var paid = await Tokens(hub, job, "dear");
        var dollars = ((10m * paid.Input) + (30m * paid.Output)) / 1_000_000;
        Assert.Equal((dollars, (long)Items, 0L, 100000L, null), (
            (decimal)job["spent"]!["dollars"]!, (long)job["spent"]!["unpriced"]!, (long)job["spent"]!["cached"]!, (long)job["caps"]!["tokens"]!, (decimal?)job["caps"]!["dollars"]));
        Assert.Equal((0m, 0L, (long)Items), ((decimal)again["spent"]!["dollars"]!, (long)again["spent"]!["inputTokens"]!, (long)again["spent"]!["cached"]!));
        Assert.Null(again["caps"]);

        var (dear, strange) = ((await hub.Get("/api/v1/systems/dear"))["spent"]!, (await hub.Get("/api/v1/systems/strange"))["spent"]!);
        Assert.Equal((dollars, paid.Input, (long)Items), ((decimal)dear["dollars"]!, (long)dear["inputTokens"]!, (long)dear["cached"]!));
        Assert.Equal((null, (long)Items), ((decimal?)strange["dollars"], (long)strange["unpriced"]!));

        Assert.Equal([("dear", dollars), ("strange", null)], await Costs(hub, "system", "name"));
        Assert.Equal([("m-dear", dollars), ("m-strange", null)], await Costs(hub, "model", "key"));
        Assert.Equal([((string)job["id"]!, dollars)], await Costs(hub, "job", "key"));
        var day = DateTimeOffset.Parse((string)job["completedAt"]!).UtcDateTime.ToString("yyyy-MM-dd");
        Assert.Equal([(day, dollars)], await Costs(hub, "day", "key"));
        Assert.Empty((await hub.Get("/api/v1/costs?by=day&to=2020-01-01"))["items"]!.AsArray());
        Assert.Single((await hub.Get($"/api/v1/costs?by=day&from={day}&to={day}"))["items"]!.AsArray());

        Assert.Contains("unknown", (await hub.Run("costs", "--by", "model")).Output, StringComparison.Ordinal);
        var csv = (await hub.Run("costs", "--by", "model", "--csv")).Output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal("key,name,dollars,inputTokens,outputTokens,unpriced", csv[0]);
        Assert.StartsWith("m-strange,,,", csv[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--by colour", "by is one of system, model, job, day, not 'colour'.")]
    [InlineData("--from yesterday", "from is 'yesterday'; write a day as 2026-03-01.")]
    [InlineData("--from 2026-03-02 --to 2026-03-01", "The first day, 2026-03-02, comes after the last, 2026-03-01.")]
    public async Task Costs_OfNoPeriodOrGroup_AreRefusedWithASentence(string options, string said)
    {
        await using var hub = await ServedHub.Start(_folder.Path);

        var refused = await hub.Run(["costs", .. options.Split(' ')]);

        Assert.Equal(1, refused.Code);
        Assert.Contains(said, refused.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(long Input, long Output)> Tokens(ServedHub hub, JsonNode job, string system)
    {
        var id = job["results"]!.AsArray().Single(result => (string)result!["system"]! == system)!["id"];
        var spent = (await hub.Get($"/api/v1/results/{id}"))["spent"]!;
        return ((long)spent["inputTokens"]!, (long)spent["outputTokens"]!);
    }

    private static async Task<IEnumerable<(string, decimal?)>> Costs(ServedHub hub, string by, string label) =>
        (await hub.Run("costs", "--by", by, "--json")).Json["items"]!.AsArray().Select(row => ((string)row![label]!, (decimal?)row["dollars"]));
}
