using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Formats.Outputs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Models;

namespace BenchHub.Api.Systems;

/// <summary>Stores the answers of one system under the items of a dataset, in batches.</summary>
internal sealed class OutputsWriter(RecordedDraft draft) : IAsyncDisposable
{
    private const int MostItems = 256;
    private const int MostCharacters = 4 << 20;

    private readonly List<(string, int, RecordedItem)> _open = [];
    private readonly HashSet<(string Item, int Part)> _parts = [];
    private readonly HashSet<string> _items = new(StringComparer.Ordinal);
    private int _characters;

    /// <summary>Items of the dataset with an answer.</summary>
    public int Answered => _items.Count;

    /// <summary>Items of the file that the dataset does not have, and the first of them.</summary>
    public HashSet<string> Foreign { get; } = new(StringComparer.Ordinal);

    public string? FirstForeign { get; private set; }

    /// <param name="file">For messages.</param>
    /// <param name="item">Of the dataset; null where it has no such item.</param>
    /// <param name="answer">To it.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="MalformedInputException">Two items of the file are the same item of the dataset.</exception>
    public async Task Add(string file, string? item, ToolAnswer answer, CancellationToken ct)
    {
        if (item is null)
        {
            FirstForeign ??= answer.Id;
            Foreign.Add(answer.Id);
            return;
        }

        if (!_parts.Add((item, answer.Part)))
        {
            throw new MalformedInputException(file, answer.Line, $"The item '{answer.Id}' is the item '{item}' of the dataset, which was answered before.");
        }

        _items.Add(item);
        _open.Add((item, answer.Part, Recorded(answer)));
        _characters += answer.Outputs.Sum(static output => output.Text.Length);
        if (_open.Count == MostItems || _characters >= MostCharacters)
        {
            await Flush(ct);
        }
    }

    public async Task Seal(CancellationToken ct)
    {
        await Flush(ct);
        await draft.Seal(ct);
    }

    public ValueTask DisposeAsync() => draft.DisposeAsync();

    private async Task Flush(CancellationToken ct)
    {
        if (_open.Count > 0)
        {
            await draft.AddOutputs(_open, ct);
            _open.Clear();
            _characters = 0;
        }
    }

    private static RecordedItem Recorded(ToolAnswer answer) => new(
        [.. answer.Outputs.Select((output, i) => new ModelOutput(output.Text)
        {
            FinishReason = output.FinishReason,
            LogLikelihood = output.LogLikelihood,
            IsGreedy = output.IsGreedy,
            LatencyMilliseconds = i == 0 ? answer.LatencyMilliseconds : 0,
            Usage = new(output.InputTokens, output.CachedTokens, output.OutputTokens, output.Dollars is { } dollars ? (long)(dollars * 1_000_000_000) : null),
        })],
        answer.Scores,
        answer.Error,
        answer.LatencyMilliseconds);
}
