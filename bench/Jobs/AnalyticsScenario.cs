using System.Diagnostics;
using System.Text.Json;
using BenchHub.Datasets;
using BenchHub.Evaluation.Tasks;

namespace BenchHub.Jobs.Bench;

/// <summary>What a result of many prompts has in common where it fails, and its slices, asked of a hub that has records and scores.</summary>
internal static class AnalyticsScenario
{
    private const int Words = 50;

    public static async Task Run(BenchHubInProcess hub, int prompts)
    {
        var random = new Random(6);
        string[] words = [.. Enumerable.Range(0, 30_000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 10)).Select(_ => (char)('a' + random.Next(26)))))];
        string Prompt() => string.Join(' ', Enumerable.Range(0, Words).Select(_ => words[(int)Math.Pow(words.Length, random.NextDouble()) - 1]));
        await using var draft = await hub.Contents.Begin();
        await draft.AddRecords([.. Enumerable.Range(0, prompts).Select(i => ($"r{i}", JsonSerializer.Serialize(new { question = Prompt(), answer = "4", topic = $"topic {i % 30}" })))]);
        var content = await draft.Seal(BuiltInTasks.All.Single(static task => task.Name == "open-qa").Definition.Text, CancellationToken.None);
        var dataset = DatasetId.New(TimeProvider.System.GetUtcNow());
        await hub.Grains.Dataset(dataset).AddVersion(new("analytics", "", "task", content.Hash, content.Items, content.Documents, content.Judgements));
        double[] scores = [.. Enumerable.Range(0, prompts).Select(_ => random.Next(4) == 0 ? 0.0 : 1)];
        var result = new ResultId(await StoredResult.Add(hub.Services, 0, dataset.Value, content.Hash, "exact_match", scores, withItems: false));

        await Time("failing phrases", () => hub.Grains.ResultAnalysis().Failures(new(result, null, null)));
        foreach (var by in new[] { "length", "language", "tag", "topic" })
        {
            await Time($"slices by {by}", () => hub.Grains.ResultAnalysis().Slices(new(result, null, by, null)));
        }
    }

    private static async Task Time(string what, Func<Task> ask)
    {
        for (var time = 0; time < 3; time++)
        {
            var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            await ask();
            Console.WriteLine($"  {what,-30} {clock.Elapsed.TotalMilliseconds,8:0} ms  {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds,8:0} ms of processor time");
        }
    }
}
