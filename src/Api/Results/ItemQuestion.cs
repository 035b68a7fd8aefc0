using System.Text.Json;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;
using BenchHub.Storage.Datasets;

namespace BenchHub.Api.Results;

/// <summary>What an item asks, and what would be right.</summary>
/// <param name="Input">As people read it, without examples before it.</param>
/// <param name="Expected">Right answers in words; none where documents are looked for.</param>
/// <param name="Options">The choices, where there are some.</param>
internal sealed record ItemQuestion(string Input, IReadOnlyList<string> Expected, IReadOnlyList<string> Options);

/// <summary>Reads the questions of one body of a dataset.</summary>
internal sealed class ItemQuestions
{
    private readonly TaskRenderer? _renderer;

    public ItemQuestions(DatasetContent content)
    {
        if (content.Definition is { } text)
        {
            _renderer = new(TaskDefinition.Parse(text, content.Hash) with { FewShot = FewShotSettings.None });
        }
    }

    public ItemQuestion Of(DatasetItem item)
    {
        if (item.Record is not { } text || _renderer is null)
        {
            return new(item.Text, [], []);
        }

        using var record = JsonDocument.Parse(text);
        try
        {
            var prompt = _renderer.Render(item.Id, record.RootElement);
            return new(prompt.Turns is [.., var last] ? last.Text : prompt.Prompt, prompt.References, prompt.Options);
        }
        catch (InvalidItemException)
        {
            // The job has told why the record cannot be asked; whoever looks at it sees the record as it is.
            return new(text, [], []);
        }
    }
}
