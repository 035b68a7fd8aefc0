using BenchHub.Datasets;
using BenchHub.Storage.Datasets;

namespace BenchHub.Api.Datasets;

/// <summary>Takes an uploaded form in and makes it a version of the dataset that it names.</summary>
internal sealed class DatasetUpload(DatasetContents contents, DatasetCatalog catalog, IGrainFactory grains, TimeProvider time)
{
    private const int LongestName = 200;
    private const string TaskFormat = "task";

    /// <exception cref="RefusedException">The form is not as it should be.</exception>
    public async Task<UploadedDataset> Receive(HttpRequest request, CancellationToken ct)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        IDatasetImport? import = null;
        try
        {
            await foreach (var part in StreamedForm.Read(request, ct))
            {
                if (part.Name is not ("name" or "description" or "format" or "task"))
                {
                    import ??= await Begin(fields, ct);
                    await import.Take(part, ct);
                }
                else if (import is not null)
                {
                    throw new RefusedException(Refusal.Invalid, $"The field '{part.Name}' comes after a file; send name, description, format and task first.", part.Name);
                }
                else
                {
                    fields[part.Name] = await part.Text(ct);
                }
            }

            import ??= await Begin(fields, ct);
            return await Keep(fields, await import.Finish(ct), ct);
        }
        finally
        {
            await (import?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    /// <summary>Before the first file, which may be gigabytes, the fields have to be right.</summary>
    private async Task<IDatasetImport> Begin(Dictionary<string, string> fields, CancellationToken ct)
    {
        Name(fields);
        return Format(fields) == TaskFormat
            ? new TaskImport(fields.GetValueOrDefault("task"), await contents.Begin(ct))
            : new DatasetImport(DatasetFormat.Of(Format(fields)), await contents.Begin(ct));
    }

    private static string Format(Dictionary<string, string> fields) =>
        fields.GetValueOrDefault("format") is TaskFormat ? TaskFormat : DatasetFormat.Of(fields.GetValueOrDefault("format")).Name;

    private async Task<UploadedDataset> Keep(Dictionary<string, string> fields, ImportedContent imported, CancellationToken ct)
    {
        var name = Name(fields);
        var known = await catalog.Find(name, ct) is { Status: "active" } row && row.Name == name ? row : null;
        var id = known is null ? DatasetId.New(time.GetUtcNow()) : new DatasetId(known.Id);
        var dataset = await grains.Dataset(id).AddVersion(new(
            name, fields.GetValueOrDefault("description") ?? "", Format(fields),
            imported.Content.Hash, imported.Content.Items, imported.Content.Documents, imported.Content.Judgements));
        return new(dataset, IsNew: dataset.Latest.Number != known?.Version, imported);
    }

    private static string Name(Dictionary<string, string> fields) => fields.GetValueOrDefault("name") switch
    {
        null or "" => throw new RefusedException(Refusal.Invalid, "The dataset needs a name: send the field 'name' before the files.", "name"),
        { Length: > LongestName } => throw new RefusedException(Refusal.Invalid, $"The name may have {LongestName} characters.", "name"),
        var name => name,
    };
}

internal sealed record UploadedDataset(DatasetSnapshot Dataset, bool IsNew, ImportedContent Imported);
