using System.Globalization;
using System.Runtime.CompilerServices;

namespace BenchHub.Evaluation.Formats;

/// <summary>
/// BEIR judgements: tab-separated <c>query-id corpus-id score</c>, with or without that header. A grade may be written
/// as a decimal without a fraction (<c>1.0</c>).
/// </summary>
public static class BeirQrels
{
    public const string Header = "query-id\tcorpus-id\tscore";

    /// <exception cref="MalformedInputException">A line has other columns, or judges a document a second time.</exception>
    public static async IAsyncEnumerable<Judgement> ReadAsync(
        TextReader reader, string file, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var ids = new StringPool();
        var seen = new SeenDocuments();
        var first = true;
        await foreach (var line in TextLines.ReadAsync(reader, file, cancellation).ConfigureAwait(false))
        {
            if (first && IsHeader(line.Text.Span))
            {
                first = false;
                continue;
            }

            first = false;
            var judgement = Parse(line, ids);
            yield return seen.Add(judgement.QueryId, judgement.DocumentId)
                ? judgement
                : throw line.Malformed($"The document '{judgement.DocumentId}' is judged twice for query '{judgement.QueryId}'.");
        }
    }

    /// <exception cref="UnwritableIdException">An id has a tab or a line break in it, or blanks at an end.</exception>
    public static string Line(Judgement judgement) =>
        string.Create(CultureInfo.InvariantCulture, $"{Writable(judgement.QueryId)}\t{Writable(judgement.DocumentId)}\t{judgement.Grade}");

    private static bool IsHeader(ReadOnlySpan<char> line) =>
        line.TrimStart().StartsWith("query-id", StringComparison.OrdinalIgnoreCase)
        && line.TrimEnd().EndsWith("score", StringComparison.OrdinalIgnoreCase);

    private static Judgement Parse(TextLine line, StringPool ids)
    {
        var text = line.Text.Span;
        Span<Range> columns = stackalloc Range[4];
        var count = text.Split(columns, '\t');
        if (count != 3)
        {
            throw line.Malformed($"Expected 3 tab-separated columns (query-id, corpus-id, score) and found {text.Count('\t') + 1}.");
        }

        var query = text[columns[0]].Trim();
        var document = text[columns[1]].Trim();
        return query.Length > 0 && document.Length > 0
            ? new(ids.Get(query), ids.Get(document), Grade(line, text[columns[2]].Trim()))
            : throw line.Malformed($"The {(query.Length == 0 ? "query-id" : "corpus-id")} is empty.");
    }

    private static int Grade(TextLine line, ReadOnlySpan<char> field)
    {
        var whole = field.TrimEnd('0');
        return Fields.Grade(line, whole.Length < field.Length && whole.EndsWith('.') ? whole[..^1] : field);
    }

    private static string Writable(string id) =>
        id.Length == 0 || id.Trim().Length != id.Length || id.AsSpan().ContainsAny('\t', '\r', '\n') || id[0] == '\uFEFF'
            ? throw new UnwritableIdException(id, $"A BEIR qrels file cannot hold the id '{Fields.Shown(id)}', because it is empty or has a tab, a line break or a blank at its end.")
            : id;
}
