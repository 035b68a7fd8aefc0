using System.Text;
using System.Text.Json;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;
using BenchHub.Storage.Datasets;

namespace BenchHub.Api.Datasets;

/// <summary>
/// Records of a task: JSON Lines, and the definition that makes requests of them, by name or as a file. The records wait on
/// disk for the definition, against which the first is tried.
/// </summary>
internal sealed class TaskImport(string? builtIn, DatasetDraft draft) : IDatasetImport
{
    private const int Batch = 256;

    private SpooledFile? _records;
    private SpooledFile? _definition;
    private SpooledFile? _fewShot;

    public async Task Take(FormPart part, CancellationToken ct)
    {
        switch (part.Name)
        {
            case "records" when _records is null:
                _records = await SpooledFile.Take(part, ct);
                break;
            case "definition" when _definition is null:
                _definition = await SpooledFile.Take(part, ct);
                break;
            case "fewshot" when _fewShot is null:
                _fewShot = await SpooledFile.Take(part, ct);
                break;
            case "records" or "definition" or "fewshot":
                throw new RefusedException(Refusal.Invalid, $"The form has '{part.Name}' twice.", part.Name);
            default:
                throw new RefusedException(Refusal.Invalid, $"There is no part '{part.Name}'; the files are records, fewshot where the task shows examples of a split, and, unless the field task names one, definition.", part.Name);
        }
    }

    public async Task<ImportedContent> Finish(CancellationToken ct)
    {
        var records = _records ?? throw new RefusedException(
            Refusal.Invalid, "The form lacks the file 'records'. Send the fields name, format and task, then the files records and, unless task names one, definition.", "records");
        var task = await Definition(ct);
        var examples = new FewShotImport();
        await examples.Take(_fewShot, task, draft, ct);
        var renderer = new TaskRenderer(task);
        using var reader = records.Open();
        var added = 0;
        await foreach (var batch in Records(reader, records.Name, ct).Chunk(Batch).WithCancellation(ct))
        {
            if (added == 0)
            {
                Try(renderer, task, batch[0], examples.First, records.Name);
            }

            Array.ForEach(batch, record => examples.Compare(record.Json));
            await draft.AddRecords([.. batch.Select(static record => (record.Id, record.Json))], ct);
            added += batch.Length;
        }

        return added > 0
            ? new(await draft.Seal(task.Text, ct), UnjudgedQueries: 0, MissingDocuments: 0) { SharedExamples = examples.Shared }
            : throw new RefusedException(Refusal.Unprocessable, $"{records.Name} has no records, so there is nothing to ask.", "records");
    }

    public async ValueTask DisposeAsync()
    {
        await draft.DisposeAsync();
        await (_records?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_definition?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_fewShot?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task<TaskDefinition> Definition(CancellationToken ct)
    {
        if (_definition is not null && builtIn is null)
        {
            using var reader = _definition.Open();
            return TaskDefinition.Parse(await reader.ReadToEndAsync(ct), _definition.Name);
        }

        return _definition is not null
            ? throw new RefusedException(Refusal.Invalid, "Give either the field task or the file definition, not both.", "task")
            : BuiltInTasks.All.FirstOrDefault(task => task.Name == builtIn)?.Definition ?? throw new RefusedException(
                Refusal.Invalid,
                $"The task is {string.Join(", ", BuiltInTasks.All.Select(static task => task.Name))}, or one that the file definition describes{(builtIn is null ? "" : $"; there is no '{builtIn}'")}.",
                "task");
    }

    private static void Try(TaskRenderer renderer, TaskDefinition task, (string Id, string Json, long Line) first, IReadOnlyList<JsonElement> examples, string file)
    {
        try
        {
            using var record = JsonDocument.Parse(first.Json);
            renderer.Render(first.Id, record.RootElement, examples);
        }
        catch (InvalidItemException unfit)
        {
            throw new MalformedInputException(file, first.Line, $"The task '{task.Name}' cannot use it: {unfit.Message}");
        }
    }

    /// <summary>The records of a file, each with its line.</summary>
    /// <exception cref="MalformedInputException">A line is no JSON object, or its id stands twice.</exception>
    internal static async IAsyncEnumerable<(string Id, string Json, long Line)> Records(
        TextReader reader, string file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 1L; await reader.ReadLineAsync(ct) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var (id, json) = Record(line.TrimStart('\uFEFF'), file, number);
            yield return ids.Add(id) ? (id, json, number) : throw new MalformedInputException(file, number, $"The record '{id}' stands twice in the file.");
        }
    }

    private static (string Id, string Json) Record(string line, string file, long number)
    {
        try
        {
            using var record = JsonDocument.Parse(line);
            return record.RootElement.ValueKind is JsonValueKind.Object
                ? (Id(record.RootElement) ?? $"{number}", line.Trim())
                : throw new MalformedInputException(file, number, "Expected a JSON object on each line.");
        }
        catch (JsonException broken)
        {
            throw new MalformedInputException(file, number, $"This is not valid JSON (near character {broken.BytePositionInLine + 1}).");
        }
        catch (Exception halves) when (halves is ArgumentException or InvalidOperationException or EncoderFallbackException)
        {
            throw new MalformedInputException(file, number, "The text is not valid Unicode (half of a surrogate pair).");
        }
    }

    private static string? Id(JsonElement record) => RecordKey.IdFields
        .Select(field => record.TryGetProperty(field, out var id) ? id : default)
        .Where(static id => id.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        .Select(static id => id.ToString())
        .FirstOrDefault(static id => id.Length > 0);
}
