using System.Text.Json;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;
using BenchHub.Storage.Datasets;

namespace BenchHub.Api.Datasets;

/// <summary>The solved records of a split: kept beside the items of a dataset and compared with them.</summary>
internal sealed class FewShotImport
{
    // A run has the whole pool in memory.
    private const long MostBytes = 32 << 20;

    private readonly HashSet<RecordKey> _examples = [];
    private readonly HashSet<RecordKey> _evaluated = [];
    private readonly List<JsonElement> _first = [];

    /// <summary>As many as one request shows.</summary>
    public IReadOnlyList<JsonElement> First => _first;

    /// <summary>Examples that are evaluated as well: a leak, though never into their own request.</summary>
    public int Shared => _evaluated.Count;

    /// <summary>Takes the file in where the task needs one.</summary>
    /// <exception cref="RefusedException">The task has no use for the file, lacks it, or it holds too little or too much.</exception>
    /// <exception cref="MalformedInputException">A line is no record, or none that can be an example.</exception>
    public async Task Take(SpooledFile? file, TaskDefinition task, DatasetDraft draft, CancellationToken ct)
    {
        var shots = task.FewShot;
        if (file is null)
        {
            if (shots.NeedsSplit)
            {
                throw new RefusedException(
                    Refusal.Invalid, $"The task '{task.Name}' shows {shots.Count} examples{(shots.Split is { } split ? $" of the split '{split}'" : "")}; send them as the file fewshot.", "fewshot");
            }

            return;
        }

        if (!shots.NeedsSplit)
        {
            throw new RefusedException(
                Refusal.Invalid, $"The task '{task.Name}' {(shots.Count == 0 ? "shows no examples" : "has its examples in its definition")}, so the file fewshot would have no effect; leave it out.", "fewshot");
        }

        if (file.Length > MostBytes)
        {
            throw new RefusedException(Refusal.Unprocessable, $"{file.Name} has {file.Length:N0} bytes; examples may have {MostBytes:N0}.", "fewshot");
        }

        var renderer = new TaskRenderer(task);
        var added = 0;
        using var reader = file.Open();
        await foreach (var record in TaskImport.Records(reader, file.Name, ct))
        {
            var example = Example(renderer, task, record, file.Name);
            _examples.Add(RecordKey.Of(example));
            if (added < shots.Count)
            {
                _first.Add(example);
            }

            await draft.AddExamples([record.Json], ct);
            added++;
        }

        if (added < shots.Count)
        {
            throw new RefusedException(Refusal.Unprocessable, $"The task '{task.Name}' shows {shots.Count} examples, and {file.Name} has {added}.", "fewshot");
        }
    }

    /// <summary>Compares a record that is to be evaluated.</summary>
    public void Compare(string json)
    {
        if (_examples.Count > 0 && RecordKey.Of(JsonElement.Parse(json)) is var key && _examples.Contains(key))
        {
            _evaluated.Add(key);
        }
    }

    private static JsonElement Example(TaskRenderer renderer, TaskDefinition task, (string Id, string Json, long Line) record, string file)
    {
        try
        {
            var example = JsonElement.Parse(record.Json);
            renderer.CheckExample(example);
            return example;
        }
        catch (InvalidItemException unfit)
        {
            throw new MalformedInputException(file, record.Line, $"The task '{task.Name}' cannot show it as an example: {unfit.Message}");
        }
    }
}
