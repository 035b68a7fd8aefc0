using BenchHub.Evaluation.Formats;
using BenchHub.Storage.Datasets;
using Judgement = BenchHub.Storage.Datasets.Judgement;

namespace BenchHub.Api.Datasets;

/// <summary>
/// Turns uploaded files into a dataset's content. Documents go straight to storage; queries wait on disk for the
/// judgements, since the items are the judged queries in the order of their file.
/// </summary>
internal sealed class DatasetImport(DatasetFormat format, DatasetDraft draft) : IDatasetImport
{
    private const int Batch = 256;

    private readonly HashSet<string> _documents = new(StringComparer.Ordinal);
    private SpooledFile? _queries;
    private SpooledFile? _qrels;
    private bool _hasCorpus;

    /// <summary>Takes one file in, whatever the order.</summary>
    /// <exception cref="RefusedException">The form has no such file, or has it twice.</exception>
    public async Task Take(FormPart part, CancellationToken ct)
    {
        switch (part.Name)
        {
            case "corpus" when !_hasCorpus:
                _hasCorpus = true;
                await TakeDocuments(part, ct);
                break;
            case "queries" or "topics" when _queries is null:
                _queries = await SpooledFile.Take(part, ct);
                break;
            case "qrels" when _qrels is null:
                _qrels = await SpooledFile.Take(part, ct);
                break;
            case "corpus" or "queries" or "topics" or "qrels":
                throw new RefusedException(Refusal.Invalid, $"The form has '{part.Name}' twice.", part.Name);
            default:
                throw new RefusedException(Refusal.Invalid, $"There is no part '{part.Name}'; the files are corpus, queries (or topics) and qrels.", part.Name);
        }
    }

    /// <exception cref="RefusedException">A file is missing, or no query is judged.</exception>
    /// <exception cref="MalformedInputException">A line does not follow the format, or judges a query that the queries file lacks.</exception>
    public async Task<ImportedContent> Finish(CancellationToken ct)
    {
        var queries = _queries ?? throw Missing("queries");
        var qrels = _qrels ?? throw Missing("qrels");
        var judgements = await format.Judgements(qrels, ct);
        var judged = judgements.Values.SelectMany(static grades => grades).Select(static grade => grade.DocumentId).ToHashSet(StringComparer.Ordinal);

        if (judgements.Count == 0)
        {
            throw new RefusedException(Refusal.Unprocessable, $"{qrels.Name} judges nothing, so there is nothing to evaluate.", "qrels");
        }

        var unjudged = await AddItems(queries, judgements, ct);
        return judgements.Count > 0
            ? throw await DatasetFormat.UnknownQuery(qrels, judgements.Keys, queries.Name, ct)
            : new(await draft.Seal(ct), unjudged, _hasCorpus ? judged.Count(id => !_documents.Contains(id)) : 0);
    }

    public async ValueTask DisposeAsync()
    {
        await draft.DisposeAsync();
        await (_queries?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_qrels?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task TakeDocuments(FormPart part, CancellationToken ct)
    {
        using var reader = new StreamReader(part.Body);
        await foreach (var documents in BeirCorpus.ReadAsync(reader, part.File, ct).Chunk(Batch).WithCancellation(ct))
        {
            _documents.UnionWith(documents.Select(static document => document.Id));
            await draft.AddDocuments([.. documents.Select(static document => new DatasetDocument(document.Id, document.Title, document.Text))], ct);
        }
    }

    /// <summary>Moves the judgements of each query into its item, so that what remains belongs to no query.</summary>
    private async Task<int> AddItems(SpooledFile queries, Dictionary<string, List<Judgement>> judgements, CancellationToken ct)
    {
        var unjudged = 0;
        await foreach (var batch in format.Queries(queries, ct).Chunk(Batch).WithCancellation(ct))
        {
            var items = new List<(string, string, IReadOnlyList<Judgement>)>(batch.Length);
            foreach (var query in batch)
            {
                if (judgements.Remove(query.Id, out var grades))
                {
                    items.Add((query.Id, query.Text, grades));
                }
                else
                {
                    unjudged++;
                }
            }

            await draft.AddItems(items, ct);
        }

        return unjudged;
    }

    private static RefusedException Missing(string part) => new(
        Refusal.Invalid, $"The form lacks the file '{part}'. Send the fields name, description and format, then the files corpus, queries (or topics) and qrels.", part);
}

/// <param name="Content">What was stored.</param>
/// <param name="UnjudgedQueries">Queries without judgements; they are left out.</param>
/// <param name="MissingDocuments">Judged documents that the corpus lacks; they count as judged all the same.</param>
internal sealed record ImportedContent(DatasetContent Content, int UnjudgedQueries, int MissingDocuments)
{
    /// <summary>Few-shot examples that stand among the evaluated records as well.</summary>
    public int SharedExamples { get; init; }

    public IReadOnlyList<string> Warnings =>
    [
        .. MissingDocuments == 0 ? [] : new[] { $"{MissingDocuments} judged documents are not in the corpus; they count as judged all the same." },
        .. SharedExamples == 0 ? [] : new[] { $"{SharedExamples} examples stand among the evaluated records too; none is shown to its own question, but others give its answer away." },
    ];
}
