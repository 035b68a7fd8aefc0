using System.Text.Json;
using BenchHub.Comparisons;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;
using BenchHub.Storage.Datasets;

namespace BenchHub.Grains.Comparisons;

/// <summary>What an item asks and what would be right, as a person reads it.</summary>
internal sealed class ItemTexts(DatasetContents contents)
{
    /// <returns>By index, the input and what is expected; empty where the body is not stored any more.</returns>
    public async Task<IReadOnlyDictionary<int, (CutText Input, CutText Expected)>> Read(string hash, IReadOnlyList<int> indexes)
    {
        if (await contents.Find(hash) is not { } content)
        {
            return new Dictionary<int, (CutText, CutText)>();
        }

        var renderer = Renderer(content.Definition);
        return (await contents.ReadItems(hash, indexes)).DistinctBy(static item => item.Index).ToDictionary(static item => item.Index, item => Of(item, renderer));
    }

    internal static (CutText Input, CutText Expected) Of(DatasetItem item, TaskRenderer? renderer)
    {
        if (item.Record is null)
        {
            var relevant = item.Judgements.Where(static judgement => judgement.Grade > 0).OrderByDescending(static judgement => judgement.Grade);
            return (CutText.Of(item.Text), CutText.Of(string.Join(", ", relevant.Select(static judgement => $"{judgement.DocumentId} ({judgement.Grade})"))));
        }

        try
        {
            using var record = JsonDocument.Parse(item.Record);
            var prompt = renderer?.Render(item.Id, record.RootElement) ?? throw new InvalidItemException("The task is unknown.");
            var expected = prompt.Golds.Count > 0 ? prompt.Golds.Select(gold => prompt.Options[gold]) : prompt.References;
            return (CutText.Of(prompt.Turns is [.., var last] ? last.Text : prompt.Prompt), CutText.Of(string.Join("\n", expected)));
        }
        catch (InvalidItemException)
        {
            return (CutText.Of(item.Record), CutText.Of("")); // The record itself is better than nothing.
        }
    }

    // The question alone: solved examples are the same with every item.
    private static TaskRenderer? Renderer(string? definition)
    {
        try
        {
            return definition is null ? null : new(TaskDefinition.Parse(definition, "task") with { FewShot = FewShotSettings.None });
        }
        catch (MalformedInputException)
        {
            return null;
        }
    }
}
