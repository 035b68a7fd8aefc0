namespace BenchHub.Api.Datasets;

/// <summary>Turns the files of an upload into a dataset's content.</summary>
internal interface IDatasetImport : IAsyncDisposable
{
    /// <summary>Takes one file in, whatever the order.</summary>
    /// <exception cref="RefusedException">The form has no such file, or has it twice.</exception>
    public Task Take(FormPart part, CancellationToken ct);

    /// <exception cref="RefusedException">A file is missing, or there is nothing to evaluate.</exception>
    /// <exception cref="Evaluation.Formats.MalformedInputException">A line does not follow the format.</exception>
    public Task<ImportedContent> Finish(CancellationToken ct);
}
