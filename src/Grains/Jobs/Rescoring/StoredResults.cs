using System.Text.Json;
using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;
using BenchHub.Systems;

namespace BenchHub.Grains.Jobs.Rescoring;

/// <summary>A finished result as material for another one: facts, whatever became of its system and its dataset since.</summary>
/// <param name="Row">The result.</param>
/// <param name="Task">What its items are records of; null where they are queries to a collection.</param>
/// <param name="Asked">The items that have an outcome.</param>
/// <param name="Ended">Why the others were not asked; null where all were.</param>
internal sealed record StoredResult(ResultRow Row, TaskDefinition? Task, SealedItems Asked, string? Ended)
{
    /// <summary>The system as it was asked; null in results of earlier versions.</summary>
    public SystemSpec? System { get; init; }
}

/// <summary>Finds results whose outputs are to be used again.</summary>
internal sealed class StoredResults(ResultCatalog catalog, TaskLedger ledger, DatasetContents contents)
{
    /// <param name="id">Of the result.</param>
    /// <param name="field">Where the caller named it.</param>
    /// <exception cref="RefusedException">There is no such result, or not all of it is stored any more.</exception>
    public async Task<StoredResult> Find(ResultId id, string field)
    {
        var row = await catalog.Find(id.Value)
            ?? throw new RefusedException(Refusal.NotFound, $"Result '{id}' does not exist; GET /api/v1/results lists those that do.", field);
        var content = await contents.Find(row.ContentHash) ?? throw new RefusedException(
            Refusal.Unprocessable, $"The items of '{row.DatasetName}' version {row.DatasetVersion} are no longer stored, so the outputs of result '{id}' cannot be scored.", field);
        var document = JsonSerializer.Deserialize<ResultDocument>(row.Document, StateJson.Options)!;
        var asked = await ledger.Sealed(row.Id, row.Items);
        var expected = document.Ended is null ? row.Items : document.Asked;
        return asked.Count < expected
            ? throw new RefusedException(
                Refusal.Unprocessable, $"Of the {expected} outputs of result '{id}' {asked.Count} are still stored; evaluate '{row.SystemName}' again instead.", field)
            : new(row, content.Definition is { } text ? TaskDefinition.Parse(text, row.DatasetName) : null, asked, document.Ended) { System = document.System };
    }
}
