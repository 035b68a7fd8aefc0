using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Models;

/// <summary>Budgets against what a model's own counter says.</summary>
public sealed class ModelBudgetTests : IDisposable
{
    private const int Concurrency = 4;
    private const int Budget = 4000;
    private const int MaxTokens = 8;

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Run_EveryAnswerBreaksOffOnce_CountsWhatMayHaveBeenBilled()
    {
        string[] questions = [.. Enumerable.Range(1000, 400).Select(static i => $"[[once truncate]] {i}")];
        await using var model = await ModelService.Start("--answer", "4");
        await using var hub = await ServedHub.Start(_folder.Path);
        await Questions.Prepare(hub, _folder, model, questions, new JsonObject { ["retries"] = 2 }, MaxTokens);

        var result = await Questions.Result(hub, await Questions.Submit(hub, Concurrency, ("maxTokens", Budget)));
        var requests = (await model.Stats())["requests"]!;

        // A token has at least a byte, and 16 are set aside for the frame of a turn: 22 + 16 + 8 = 46 for an attempt. One that
        // broke off takes all of it, so that no more than 4000 / 46 = 86 can break off, and 4 in flight.
        const int Reserved = 22 + 16 + MaxTokens;
        Assert.Equal(22, questions[0].Length);
        Assert.InRange((int)requests["failed"]!, 1, (Budget / Reserved) + Concurrency);
        Assert.InRange(((int)requests["failed"]! * Reserved) + (long)result["spent"]!["inputTokens"]! + (long)result["spent"]!["outputTokens"]!, 1, Budget + (Concurrency * Reserved));
        Assert.InRange((int)result["asked"]!, 1, questions.Length - 1);
        Assert.Contains("The job may take 4,000 tokens", (string)result["ended"]!, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
