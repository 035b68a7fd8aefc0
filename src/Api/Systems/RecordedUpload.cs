using System.Collections.Immutable;
using BenchHub.Api.Json;
using BenchHub.Datasets;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Systems;
using BenchHub.Systems;

namespace BenchHub.Api.Systems;

/// <summary>Takes a TREC run in and registers it as a system whose answers are known.</summary>
internal sealed class RecordedUpload(RecordedRuns runs, DatasetContents contents, SystemCatalog systems, Lookup lookup, IGrainFactory grains)
{
    private const int Batch = 256;

    /// <exception cref="RefusedException">The form is not as it should be, or the name is taken.</exception>
    /// <exception cref="MalformedInputException">A line is no line of a run, or returns a document twice.</exception>
    public async Task<RecordedSystem> Receive(HttpRequest request, SystemId id, CancellationToken ct)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var part in StreamedForm.Read(request, ct))
        {
            switch (part.Name)
            {
                case "name" or "dataset" or "description":
                    fields[part.Name] = await part.Text(ct);
                    break;
                case "file":
                    return await Keep(fields, part, id, ct);
                default:
                    throw new RefusedException(Refusal.Invalid, $"There is no part '{part.Name}'; send name, dataset and description, then file.", part.Name);
            }
        }

        throw new RefusedException(Refusal.Invalid, "The form lacks the file; send the run as the part 'file' after the fields.", "file");
    }

    private async Task<RecordedSystem> Keep(Dictionary<string, string> fields, FormPart file, SystemId id, CancellationToken ct)
    {
        var spec = new SystemSpec
        {
            Name = Field(fields, "name"),
            Kind = SystemKind.Recorded,
            Description = fields.GetValueOrDefault("description") ?? "",
        };
        var register = new RegisterSystem(spec, ImmutableSortedDictionary<string, string>.Empty);
        var dataset = Projection.Read<DatasetSnapshot>((await lookup.Dataset(Field(fields, "dataset"), "dataset", ct)).Document);
        if (await systems.Find(spec.Name, ct) is { Status: "active" } holder && holder.Id != id.Value)
        {
            throw new RefusedException(Refusal.Conflict, $"The name '{spec.Name}' belongs to system {holder.Id}; choose another or remove that one.", "name");
        }

        using var reader = new StreamReader(file.Body);
        var answers = await TrecRun.ReadAsync(reader, file.File, ct).ByQueryAsync(ct);
        if (answers.Count == 0)
        {
            throw new RefusedException(Refusal.Unprocessable, $"{file.File} holds no answers.", "file");
        }

        var (answered, unanswered) = await Match(answers, dataset, ct);
        return answered == 0
            ? throw new RefusedException(Refusal.Unprocessable, $"{file.File} answers no query of '{dataset.Name}'; is it the run of another dataset?", "dataset")
            : new(await Store(register, id, answers, ct), dataset.Name, answered, unanswered, answers.Count - answered);
    }

    private async Task<SystemSnapshot> Store(
        RegisterSystem register, SystemId id, OrderedDictionary<string, List<ScoredDocument>> answers, CancellationToken ct)
    {
        // A repeated request (same Idempotency-Key) must not exchange the answers under a system that is registered.
        if (await grains.System(id).Get() is not null)
        {
            return await grains.System(id).Register(register);
        }

        await using (var draft = await runs.Begin(id.Value, ct))
        {
            foreach (var batch in answers.Chunk(Batch))
            {
                await draft.AddAnswers([.. batch.Select(static query => (query.Key, Documents(query.Value)))], ct);
            }

            await draft.Seal(ct);
        }

        try
        {
            return await grains.System(id).Register(register);
        }
        catch (RefusedException)
        {
            await runs.Delete(id.Value, CancellationToken.None);
            throw;
        }
    }

    private async Task<(int Answered, int Unanswered)> Match(
        OrderedDictionary<string, List<ScoredDocument>> answers, DatasetSnapshot dataset, CancellationToken ct)
    {
        var answered = await contents.ReadItems(dataset.Latest.ContentHash, cancellation: ct).CountAsync(item => answers.ContainsKey(item.Id), ct);
        return (answered, dataset.Latest.Items - answered);
    }

    private static IReadOnlyList<(string, double)> Documents(List<ScoredDocument> documents) =>
        [.. documents.Select(static document => (document.Id, document.Score))];

    private static string Field(Dictionary<string, string> fields, string name) => fields.GetValueOrDefault(name) is { Length: > 0 } value
        ? value
        : throw new RefusedException(Refusal.Invalid, $"The form lacks the field '{name}'; send it before the file.", name);
}

/// <param name="System">What was registered.</param>
/// <param name="Dataset">The dataset that the run is for.</param>
/// <param name="Answered">Its items with answers.</param>
/// <param name="Unanswered">Its items without.</param>
/// <param name="Foreign">Queries of the run that the dataset does not have.</param>
internal sealed record RecordedSystem(SystemSnapshot System, string Dataset, int Answered, int Unanswered, int Foreign)
{
    public IEnumerable<string> Warnings()
    {
        if (Unanswered > 0)
        {
            yield return $"The run has no answer to {Unanswered} items of '{Dataset}'; they will count as failed.";
        }

        if (Foreign > 0)
        {
            yield return $"{Foreign} queries of the run are not items of '{Dataset}'; their answers are not used.";
        }
    }
}
