using System.Collections.Immutable;
using BenchHub.Api.Json;
using BenchHub.Datasets;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Formats.Outputs;
using BenchHub.Storage.Datasets;
using BenchHub.Systems;

namespace BenchHub.Api.Systems;

/// <summary>
/// Takes in what other tools recorded: each system of the files becomes a recorded system, on a dataset that is there or on one that is
/// made of the files. The files are read twice: nothing is stored of files that are not right.
/// </summary>
internal sealed class OutputsUpload(
    RecordedRuns runs, DatasetContents contents, DatasetCatalog datasets, Lookup lookup, OutputsNames names, IGrainFactory grains, TimeProvider time)
{
    private const string TaskFormat = "task";

    /// <param name="form">The fields.</param>
    /// <param name="files">All of one format.</param>
    /// <param name="id">Of the first, second … system.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="RefusedException">A field is not as it should be, a name is taken, or the files do not go with the dataset.</exception>
    /// <exception cref="MalformedInputException">A file is not of the format.</exception>
    public async Task<IReadOnlyList<RecordedSystem>> Receive(OutputsForm form, IReadOnlyList<SpooledFile> files, Func<int, SystemId> id, CancellationToken ct)
    {
        var dataset = form.Dataset is { } known ? Projection.Read<DatasetSnapshot>((await lookup.Dataset(known, "dataset", ct)).Document) : null;
        var scan = new OutputsScan(form.Format, files);
        if (dataset is not null && dataset.Latest.Format != TaskFormat)
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"'{dataset.Name}' is a collection of documents, and {form.Format.Name} records answers of language models; name a dataset of a task.", "dataset");
        }

        Func<string, ToolAnswer, string?> find;
        if (dataset is null)
        {
            dataset = await Made(form, scan, files, id, ct);
            find = static (_, answer) => answer.Id;
        }
        else
        {
            await foreach (var _ in scan.Read(ct))
            {
                // What is not right is found before anything is stored.
            }

            await names.Require(form, scan, files, id, ct);
            find = (await Matcher(scan, dataset, ct)).Find;
        }

        return await Store(form, scan, files, dataset, find, id, ct);
    }

    private async Task<DatasetSnapshot> Made(OutputsForm form, OutputsScan scan, IReadOnlyList<SpooledFile> files, Func<int, SystemId> id, CancellationToken ct)
    {
        await using var made = new OutputsDataset(await contents.Begin(ct));
        await foreach (var (file, _, answer) in scan.Read(ct))
        {
            await made.Add(file, answer, ct);
        }

        await names.Require(form, scan, files, id, ct);
        var name = form.NewDataset ?? scan.Task ?? Path.GetFileNameWithoutExtension(files[0].Name);
        var holder = await datasets.Find(name, ct);
        if (holder is { Status: "active" } && holder.Name == name && await grains.System(id(0)).Get() is null)
        {
            throw new RefusedException(
                Refusal.Conflict, $"A dataset '{name}' is there already; name it in the field dataset to add these answers to it, or choose another name in newDataset.", "newDataset");
        }

        var imported = scan.Systems.SelectMany(static system => system.Metrics.Keys).Distinct(StringComparer.Ordinal).ToList();
        var content = await made.Seal(name, form.Task, scan.Sample!.Question.Kind, imported, ct);
        var dataset = holder is { Status: "active" } ? new DatasetId(holder.Id) : DatasetId.New(time.GetUtcNow());
        return await grains.Dataset(dataset).AddVersion(new(
            name, $"Items of {string.Join(", ", files.Select(static file => file.Name))}, imported from {form.Format.Name}.",
            TaskFormat, content.Hash, content.Items, content.Documents, content.Judgements));
    }

    private async Task<ItemMatcher> Matcher(OutputsScan scan, DatasetSnapshot dataset, CancellationToken ct)
    {
        var matcher = new ItemMatcher(scan.Sample!);
        await foreach (var item in contents.ReadItems(dataset.Latest.ContentHash, cancellation: ct))
        {
            matcher.Add(item.Id, item.Record);
        }

        return matcher;
    }

    private async Task<IReadOnlyList<RecordedSystem>> Store(
        OutputsForm form, OutputsScan scan, IReadOnlyList<SpooledFile> files, DatasetSnapshot dataset, Func<string, ToolAnswer, string?> find,
        Func<int, SystemId> id, CancellationToken ct)
    {
        var named = OutputsNames.Of(form, scan, files);
        var writers = new Dictionary<(int, string), OutputsWriter>();
        try
        {
            foreach (var (system, i) in scan.Systems.Select(static (system, i) => (system, i)))
            {
                writers[(system.File, system.Label)] = new(await runs.Begin(id(i).Value, ct));
            }

            await foreach (var (file, system, answer) in new OutputsScan(form.Format, files).Read(ct))
            {
                await writers[(system.File, system.Label)].Add(file, find($"{system.File}/{system.Label}", answer), answer, ct);
            }

            foreach (var system in scan.Systems)
            {
                await RequireAnswers(system, writers[(system.File, system.Label)], dataset, ct);
            }

            var stored = new List<RecordedSystem>();
            foreach (var (system, i) in scan.Systems.Select(static (system, i) => (system, i)))
            {
                var writer = writers[(system.File, system.Label)];
                stored.Add(new(
                    await Register(form, system, named[i], id(i), writer, ct), dataset.Name, writer.Answered, dataset.Latest.Items - writer.Answered, writer.Foreign.Count));
            }

            return stored;
        }
        finally
        {
            foreach (var writer in writers.Values)
            {
                await writer.DisposeAsync();
            }
        }
    }

    private async Task<SystemSnapshot> Register(OutputsForm form, ScannedSystem scanned, string name, SystemId id, OutputsWriter writer, CancellationToken ct)
    {
        var system = grains.System(id);
        var register = new RegisterSystem(
            new()
            {
                Name = name,
                Kind = SystemKind.Recorded,
                Description = form.Description ?? $"Answers that {scanned.Tool} recorded in {scanned.FileName}.",
                Recording = new() { Tool = scanned.Tool, HasLikelihoods = scanned.HasLikelihoods, Metrics = [.. scanned.Metrics.Keys] },
            },
            ImmutableSortedDictionary<string, string>.Empty);

        // A repeated request (same Idempotency-Key) must not exchange the answers under a system that is registered.
        if (await system.Get() is not null)
        {
            return await system.Register(register);
        }

        await writer.Seal(ct);
        try
        {
            return await system.Register(register);
        }
        catch (RefusedException)
        {
            await runs.Delete(id.Value, CancellationToken.None);
            throw;
        }
    }

    private async Task RequireAnswers(ScannedSystem system, OutputsWriter writer, DatasetSnapshot dataset, CancellationToken ct)
    {
        if (writer.Answered == 0)
        {
            var first = await contents.ReadItems(dataset.Latest.ContentHash, 0, 1, ct).FirstAsync(ct);
            throw new RefusedException(
                Refusal.Unprocessable,
                $"{system.FileName} answers none of the {dataset.Latest.Items} items of '{dataset.Name}': 0 of its {writer.Foreign.Count} items match, by id or by what was asked. "
                    + $"Its first item is '{Short(writer.FirstForeign!)}'; the dataset's is '{Short(first.Id)}', {Short(first.Record ?? "")}",
                "dataset");
        }
    }

    private static string Short(string text) => text.Length <= 200 ? text : text[..199] + "…";
}
