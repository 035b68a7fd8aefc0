using System.Text.Encodings.Web;
using System.Text.Json;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Formats.Outputs;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;
using BenchHub.Storage.Datasets;

namespace BenchHub.Api.Systems;

/// <summary>
/// The dataset that an import brings with it: the union of the items of its files, under the ids that they have there, each with its
/// record and what the file says of prompt, right answer and choices.
/// </summary>
internal sealed class OutputsDataset(DatasetDraft draft) : IAsyncDisposable
{
    private const int Batch = 256;
    private const int LongestId = 500;
    private const int MostDepth = 1000;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MostDepth };

    private readonly Dictionary<string, UInt128> _items = new(StringComparer.Ordinal);
    private readonly List<(string Id, string Json)> _open = [];
    private (string Id, string Json)? _first;
    private bool _hasTargets;

    public int Items => _items.Count;

    /// <exception cref="MalformedInputException">Another file, or another line, has another record under the same id.</exception>
    public async Task Add(string file, ToolAnswer answer, CancellationToken ct)
    {
        var content = answer.Question.Content();
        if (!_items.TryAdd(answer.Id, content))
        {
            if (_items[answer.Id] != content)
            {
                throw new MalformedInputException(
                    file, answer.Line, $"The item '{answer.Id}' is another one here than before; files that are imported together must be about the same items.");
            }

            return;
        }

        if (answer.Id.Length > LongestId)
        {
            throw new MalformedInputException(file, answer.Line, $"The id of the item has {answer.Id.Length} characters; at most {LongestId} are kept.");
        }

        _hasTargets |= answer.Question.Target is not null;
        var record = (answer.Id, Record(answer.Question));
        _first ??= record;
        _open.Add(record);
        if (_open.Count == Batch)
        {
            await Flush(ct);
        }
    }

    /// <param name="name">Of the dataset, and of the task where none is given.</param>
    /// <param name="given">What to make of the records; null measures what the files allow.</param>
    /// <param name="kind">What was asked for.</param>
    /// <param name="imported">Scores of the other tool.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="RefusedException">Nothing can be measured, or the definition does not go with the records.</exception>
    public async Task<DatasetContent> Seal(string name, TaskDefinition? given, ToolQuestionKind kind, IReadOnlyList<string> imported, CancellationToken ct)
    {
        await Flush(ct);
        var definition = given ?? Definition(name, kind, imported);
        if (definition.Kind is TaskKind.Code or TaskKind.RagAnswer)
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"The task '{definition.Name}' is of the kind {definition.Kind.Word()}, which recorded answers cannot be scored for yet.", "task");
        }

        try
        {
            using var record = JsonDocument.Parse(_first!.Value.Json);
            new TaskRenderer(definition).Render(_first.Value.Id, record.RootElement);
        }
        catch (InvalidItemException unfit)
        {
            throw new RefusedException(Refusal.Unprocessable, $"The task '{definition.Name}' cannot use the records: {unfit.Message}", "task");
        }

        return await draft.Seal(definition.Text, ct);
    }

    public ValueTask DisposeAsync() => draft.DisposeAsync();

    private async Task Flush(CancellationToken ct)
    {
        await draft.AddRecords([.. _open], ct);
        _open.Clear();
    }

    private TaskDefinition Definition(string name, ToolQuestionKind kind, IReadOnlyList<string> imported)
    {
        if (!_hasTargets && imported.Count == 0 && kind is ToolQuestionKind.Words)
        {
            throw new RefusedException(
                Refusal.Unprocessable, "The files hold neither right answers nor scores, so that nothing can be measured; name the dataset that was asked in the field dataset.", "dataset");
        }

        var metrics = kind is not ToolQuestionKind.Words ? "" : $"metrics: {JsonSerializer.Serialize(_hasTargets ? ["exact_match"] : imported)}\n";
        var yaml = $"name: {JsonSerializer.Serialize(name)}\n" + kind switch
        {
            ToolQuestionKind.Choices => "kind: multiple_choice\nprompt: _prompt\nchoices: _choices\ngold: _target\n",
            ToolQuestionKind.Likelihood => "kind: likelihood\nprompt: _prompt\ntarget: _target\n",
            ToolQuestionKind.Rolling => "kind: rolling\ntarget: _target\n",
            _ => "kind: generation\nprompt: _prompt\nreferences: _target\nfilters: [remove_whitespace, take_first]\n",
        } + metrics;
        return TaskDefinition.Parse(yaml, name);
    }

    private static string Record(ToolQuestion question)
    {
        using var json = JsonDocument.Parse(question.Record ?? "{}", new() { MaxDepth = MostDepth });
        var record = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in json.RootElement.EnumerateObject())
        {
            record[field.Name] = field.Value;
        }

        record["_prompt"] = question.Prompt ?? "";
        record["_target"] = question.Kind switch
        {
            ToolQuestionKind.Choices when int.TryParse(question.Target, out var gold) => gold,
            ToolQuestionKind.Words => question.Target?.Trim(),
            _ => question.Target,
        };
        if (question.Choices.Count > 0)
        {
            record["_choices"] = question.Choices;
        }

        return JsonSerializer.Serialize(record, Readable);
    }
}
