using System.Text.Json;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Api.Results;

/// <summary>An item in full: what was asked, what would be right, what came of it.</summary>
/// <param name="Input">Null where the dataset was deleted since.</param>
/// <param name="Expected">Right answers in words.</param>
/// <param name="Options">The choices, where there are some.</param>
/// <param name="Record">The record of a task as it is stored.</param>
/// <param name="Judged">Documents with a grade, the best first.</param>
/// <param name="Answer">Documents in the order answered.</param>
/// <param name="CostDollars">Of all outputs; null where one has no known price.</param>
internal sealed record ItemDetailAnswer(
    int Index,
    string ItemId,
    string? Input,
    IReadOnlyList<string> Expected,
    IReadOnlyList<string> Options,
    JsonElement? Record,
    IReadOnlyList<JudgedDocumentAnswer> Judged,
    IReadOnlyDictionary<string, double?> Scores,
    string? Error,
    double LatencyMilliseconds,
    int Attempts,
    decimal? CostDollars,
    IReadOnlyList<JudgedDocumentAnswer> Answer,
    IReadOnlyList<OutputAnswer> Outputs,
    IReadOnlyList<JudgeFindingAnswer> Findings);

/// <param name="Score">As the system said it; null of a document that it did not answer.</param>
/// <param name="Grade">Null where nobody judged it.</param>
/// <param name="Title">Null where the corpus does not have the document, or is too large to look for it.</param>
internal sealed record JudgedDocumentAnswer(string Id, double? Score, int? Grade, string? Title, string? Text);

/// <summary>Joins what is stored of a result's item with what is stored of the dataset's.</summary>
internal sealed class ItemDetail(ResultView results, ResultItems items, DatasetContents contents)
{
    // Documents are not stored by their ids: a larger corpus is not walked for one item.
    private const int LargestCorpus = 50_000;

    /// <exception cref="RefusedException">There is no such result, or no such item in it.</exception>
    public async Task<ItemDetailAnswer> Get(string id, int index, CancellationToken ct)
    {
        var result = await results.Get(id, ct);
        var outcome = await items.Read(id, index, 1, ct).FirstOrDefaultAsync(ct) ?? throw new RefusedException(
            Refusal.NotFound, $"Result '{id}' has no item {index}: it has those from 0 to {result.Items - 1}, without the ones that were not asked.", "index");
        var content = await contents.Find(result.Provenance.ContentHash, ct);
        return Of(
            outcome, [.. result.Metrics.Keys], content is null ? null : (await contents.ReadItems(content.Hash, [index], ct))[0],
            content is null ? null : new ItemQuestions(content), content is null ? [] : await Documents(content, outcome, ct));
    }

    private async Task<Dictionary<string, DatasetDocument>> Documents(DatasetContent content, ItemOutcome outcome, CancellationToken ct)
    {
        var found = new Dictionary<string, DatasetDocument>();
        var wanted = outcome.Answer.Select(static document => document.Id).ToHashSet();
        if (wanted.Count > 0 && content.Documents <= LargestCorpus)
        {
            await foreach (var document in contents.ReadDocuments(content.Hash, cancellation: ct))
            {
                if (wanted.Contains(document.Id))
                {
                    found[document.Id] = document;
                }
            }
        }

        return found;
    }

    private static ItemDetailAnswer Of(
        ItemOutcome outcome, string[] metrics, DatasetItem? item, ItemQuestions? questions, Dictionary<string, DatasetDocument> documents)
    {
        var measured = ItemResultAnswer.Of(outcome, metrics);
        var question = item is null ? null : questions?.Of(item);
        var grades = (item?.Judgements ?? []).ToDictionary(static judgement => judgement.DocumentId, static judgement => judgement.Grade);
        JudgedDocumentAnswer Document(string id, double? score) => new(
            id, score, grades.TryGetValue(id, out var grade) ? grade : null, documents.GetValueOrDefault(id)?.Title, documents.GetValueOrDefault(id)?.Text);
        return new(
            outcome.Index, outcome.ItemId, question?.Input, question?.Expected ?? [], question?.Options ?? [],
            item?.Record is { } record ? JsonElement.Parse(record) : null,
            [.. grades.OrderByDescending(static pair => pair.Value).Select(pair => Document(pair.Key, outcome.Answer.FirstOrDefault(answer => answer.Id == pair.Key)?.Score))],
            measured.Scores, outcome.Error, outcome.LatencyMilliseconds, outcome.Attempts,
            measured.Outputs.Any(static output => output.CostDollars is null) ? null : measured.Outputs.Sum(static output => output.CostDollars),
            [.. outcome.Answer.Select(document => Document(document.Id, document.Score))], measured.Outputs, measured.Findings);
    }
}
