using System.Collections.Immutable;
using BenchHub.Api.Json;
using BenchHub.Datasets;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Systems;
using BenchHub.Systems;

namespace BenchHub.Api.Systems;

/// <summary>Takes a TREC run, or what other tools recorded of language models, in and registers it as systems whose answers are known.</summary>
internal sealed class RecordedUpload(
    RecordedRuns runs, DatasetContents contents, SystemCatalog systems, Lookup lookup, OutputsUpload outputs, IGrainFactory grains)
{
    private const int Batch = 256;
    private const int MostFiles = 100;
    private const string Trec = "trec";

    /// <param name="request">A form whose fields come before its files.</param>
    /// <param name="id">Of the first, second … system of the files; a run is one.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="RefusedException">The form is not as it should be, or a name is taken.</exception>
    /// <exception cref="MalformedInputException">A file is not of its format, or has an answer twice.</exception>
    public async Task<IReadOnlyList<RecordedSystem>> Receive(HttpRequest request, Func<int, SystemId> id, CancellationToken ct)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new List<string>();
        var files = new List<SpooledFile>();
        OutputsForm? form = null;
        try
        {
            await foreach (var part in StreamedForm.Read(request, ct))
            {
                switch (part.Name)
                {
                    case "name" or "dataset" or "newDataset" or "task" or "description" or "format" when form is not null:
                        throw new RefusedException(Refusal.Invalid, $"The field '{part.Name}' comes after a file; send the fields first.", part.Name);
                    case "name":
                        names.Add(fields[part.Name] = await part.Text(ct));
                        break;
                    case "dataset" or "newDataset" or "task" or "description" or "format":
                        fields[part.Name] = await part.Text(ct);
                        break;
                    case "file" when fields.GetValueOrDefault("format", Trec) is Trec or "":
                        return [await Keep(fields, part, id(0), ct)];
                    case "file" when files.Count < MostFiles:
                        form ??= OutputsForm.Of(fields["format"], names, fields);
                        files.Add(await SpooledFile.Take(part, ct));
                        break;
                    case "file":
                        throw new RefusedException(Refusal.Invalid, $"There are more than {MostFiles} files; import them in several steps, with the dataset of the first.", "file");
                    default:
                        throw new RefusedException(
                            Refusal.Invalid, $"There is no part '{part.Name}'; send format, name, dataset or newDataset, task and description, then file.", part.Name);
                }
            }

            return form is not null
                ? await outputs.Receive(form, files, id, ct)
                : throw new RefusedException(Refusal.Invalid, "The form lacks the file; send it as the part 'file' after the fields.", "file");
        }
        finally
        {
            foreach (var file in files)
            {
                await file.DisposeAsync();
            }
        }
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
            yield return $"The recording has no answer to {Unanswered} items of '{Dataset}'; they will count as failed.";
        }

        if (Foreign > 0)
        {
            yield return $"{Foreign} items of the recording are not items of '{Dataset}'; their answers are not used.";
        }
    }
}
