using BenchHub.Api.Json;
using BenchHub.Datasets;
using BenchHub.Evaluation.Formats;
using BenchHub.Storage.Datasets;

namespace BenchHub.Api.Datasets;

/// <summary>Parts of a dataset as the files that other tools read.</summary>
internal static class DatasetExport
{
    public static async Task<IResult> Get(
        string id, string? part, string? format, int? version, Lookup lookup, DatasetContents contents, CancellationToken ct)
    {
        var dataset = Projection.Read<DatasetSnapshot>((await lookup.Dataset(id, "id", ct)).Document);
        var chosen = dataset.Version(version);
        var (extension, lines) = Lines(part ?? "qrels", DatasetFormat.Of(format ?? chosen.Format).Name, chosen.ContentHash, contents, ct);
        return await LineFile.Answer(lines, $"{part ?? "qrels"}{extension}", ct);
    }

    private static (string Extension, Func<IAsyncEnumerable<string>> Lines) Lines(
        string part, string format, string hash, DatasetContents contents, CancellationToken ct) => (part, format) switch
        {
            ("corpus", "beir") => (".jsonl", () => contents.ReadDocuments(hash, cancellation: ct)
                .Select(static document => BeirCorpus.Line(new(document.Id, document.Title, document.Text)))),
            ("queries", "beir") => (".jsonl", () => contents.ReadItems(hash, cancellation: ct).Select(static item => BeirQueries.Line(new(item.Id, item.Text)))),
            ("queries", "trec") => (".tsv", () => contents.ReadItems(hash, cancellation: ct).Select(static item => TrecTopics.Line(new(item.Id, item.Text)))),
            ("qrels", "beir") => (".tsv", () => contents.ReadItems(hash, cancellation: ct).SelectMany(Judgements).Select(BeirQrels.Line).Prepend(BeirQrels.Header)),
            ("qrels", "trec") => (".qrels", () => contents.ReadItems(hash, cancellation: ct).SelectMany(Judgements).Select(TrecQrels.Line)),
            ("corpus", _) => throw new RefusedException(Refusal.Invalid, "A corpus is exported in the format beir.", "format"),
            _ => throw new RefusedException(Refusal.Invalid, $"The part is corpus, queries or qrels, not '{part}'.", "part"),
        };

    private static IEnumerable<Evaluation.Formats.Judgement> Judgements(DatasetItem item) =>
        item.Judgements.Select(judgement => new Evaluation.Formats.Judgement(item.Id, judgement.DocumentId, judgement.Grade));
}
