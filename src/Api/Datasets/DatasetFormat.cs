using BenchHub.Evaluation.Formats;
using Judgement = BenchHub.Storage.Datasets.Judgement;

namespace BenchHub.Api.Datasets;

/// <summary>How the files of a dataset are read: BEIR's JSON Lines and TSV, or TREC topics and qrels.</summary>
internal sealed record DatasetFormat(
    string Name,
    Func<TextReader, string, CancellationToken, IAsyncEnumerable<Query>> ReadQueries,
    Func<TextReader, string, CancellationToken, IAsyncEnumerable<Evaluation.Formats.Judgement>> ReadQrels)
{
    public static readonly DatasetFormat Beir = new("beir", BeirQueries.ReadAsync, BeirQrels.ReadAsync);
    public static readonly DatasetFormat Trec = new("trec", TrecTopics.ReadAsync, TrecQrels.ReadAsync);

    /// <exception cref="RefusedException">The format is neither beir nor trec.</exception>
    public static DatasetFormat Of(string? name) => name switch
    {
        null or "" or "beir" => Beir,
        "trec" => Trec,
        _ => throw new RefusedException(Refusal.Invalid, $"The format is beir, trec or task, not '{name}'.", "format"),
    };

    public async IAsyncEnumerable<Query> Queries(SpooledFile file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        using var reader = file.Open();
        await foreach (var query in ReadQueries(reader, file.Name, ct))
        {
            yield return query;
        }
    }

    /// <summary>All of them, by query.</summary>
    public async Task<Dictionary<string, List<Judgement>>> Judgements(SpooledFile file, CancellationToken ct)
    {
        var byQuery = new Dictionary<string, List<Judgement>>(StringComparer.Ordinal);
        using var reader = file.Open();
        await foreach (var judgement in ReadQrels(reader, file.Name, ct))
        {
            if (!byQuery.TryGetValue(judgement.QueryId, out var grades))
            {
                byQuery.Add(judgement.QueryId, grades = []);
            }

            grades.Add(new(judgement.DocumentId, judgement.Grade));
        }

        return byQuery;
    }

    /// <summary>Reads the file again to say on which line the first of some queries stands.</summary>
    public static async Task<MalformedInputException> UnknownQuery(
        SpooledFile qrels, IReadOnlyCollection<string> unknown, string queriesFile, CancellationToken ct)
    {
        using var reader = qrels.Open();
        for (var number = 1L; await reader.ReadLineAsync(ct) is { } line; number++)
        {
            var query = line.Trim('\uFEFF', ' ', '\t').Split((char[])['\t', ' '], 2)[0];
            if (unknown.Contains(query))
            {
                return new(qrels.Name, number, $"It judges the query '{query}', which {queriesFile} does not have.");
            }
        }

        return new(qrels.Name, 1, $"It judges the query '{unknown.First()}', which {queriesFile} does not have.");
    }
}
