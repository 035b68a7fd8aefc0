using System.Text.Json;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>
/// Finds which item of a dataset an answer is to. Where the tool has names for items, by name, else by what was asked. Where it only
/// counts them, what was asked decides, and the place only where the dataset's records share no field with the file's.
/// </summary>
/// <param name="sample">Any answer of the recording: it tells which fields there are.</param>
public sealed class ItemMatcher(ToolAnswer sample)
{
    private static readonly HashSet<string> Names = ["id", "_id", "task_id"];

    private readonly List<string> _items = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<UInt128, List<string>> _byContent = [];
    private readonly Dictionary<(string System, UInt128 Content), List<string>> _askedTwice = [];
    private string[]? _shared;

    public int Items => _items.Count;

    /// <summary>The dataset's first item; null before one was added.</summary>
    public string? First => _items.Count > 0 ? _items[0] : null;

    private bool ComparesContent => _shared is { Length: > 0 };

    /// <summary>Adds the dataset's next item.</summary>
    /// <exception cref="JsonException">The record is no JSON.</exception>
    public void Add(string id, string? record)
    {
        _items.Add(id);
        _ids.Add(id);
        if (record is null)
        {
            return;
        }

        using var json = JsonDocument.Parse(record, JsonLines.Deep);
        _shared ??= Shared(json.RootElement);
        if (ComparesContent)
        {
            var content = RecordContent.Hash(json.RootElement, _shared);
            _byContent.TryAdd(content, []);
            _byContent[content].Add(id);
        }
    }

    /// <returns>The item's id; null where the dataset has no such item.</returns>
    public string? Find(string system, ToolAnswer answer) =>
        answer.Position is not { } position ? _ids.TryGetValue(answer.Id, out var id) ? id : ByContent(system, answer)
        : ComparesContent ? ByContent(system, answer)
        : position < _items.Count ? _items[position]
        : null;

    private string? ByContent(string system, ToolAnswer answer)
    {
        if (!ComparesContent || answer.Question.Record is not { } record)
        {
            return null;
        }

        using var json = JsonDocument.Parse(record, JsonLines.Deep);
        var content = RecordContent.Hash(json.RootElement, _shared!);
        return _byContent.TryGetValue(content, out var items) ? items.Count == 1 ? items[0] : InTurn(items, (system, content), answer.Id) : null;
    }

    // Items that ask the same are told apart by the order in which the file has them.
    private string? InTurn(List<string> items, (string System, UInt128 Content) key, string id)
    {
        _askedTwice.TryAdd(key, []);
        var asked = _askedTwice[key];
        if (!asked.Contains(id))
        {
            asked.Add(id);
        }

        return asked.IndexOf(id) is var turn && turn < items.Count ? items[turn] : null;
    }

    private string[] Shared(JsonElement item)
    {
        if (sample.Question.Record is not { } record)
        {
            return [];
        }

        using var json = JsonDocument.Parse(record, JsonLines.Deep);
        return json.RootElement.ValueKind is JsonValueKind.Object && item.ValueKind is JsonValueKind.Object
            ? [.. json.RootElement.EnumerateObject().Select(static field => field.Name).Where(field => !Names.Contains(field) && item.TryGetProperty(field, out _)).Order(StringComparer.Ordinal)]
            : [];
    }
}
