using System.Globalization;
using System.Runtime.CompilerServices;

namespace BenchHub.Evaluation.Formats;

/// <summary>
/// A TREC run: <c>query Q0 document rank score tag</c>. The rank is ignored, as trec_eval ignores it; what follows the tag
/// is, too. Lines that begin with <c>#</c> are comments, as in trec_eval 10.
/// </summary>
public static class TrecRun
{
    /// <exception cref="MalformedInputException">
    /// A line has too few columns, its score is not a finite number, or it returns a document a second time.
    /// </exception>
    public static async IAsyncEnumerable<RunEntry> ReadAsync(
        TextReader reader, string file, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var ids = new StringPool();
        var seen = new SeenDocuments();
        await foreach (var line in TextLines.ReadAsync(reader, file, cancellation).ConfigureAwait(false))
        {
            if (Parse(line, ids) is { } entry)
            {
                yield return seen.Add(entry.QueryId, entry.DocumentId)
                    ? entry
                    : throw line.Malformed($"The document '{entry.DocumentId}' stands twice in the answer to query '{entry.QueryId}'.");
            }
        }
    }

    /// <param name="entry">What to write; the score reads back as the same double.</param>
    /// <param name="rank">From 1.</param>
    /// <exception cref="UnwritableIdException">An id or the tag has white space in it.</exception>
    public static string Line(RunEntry entry, int rank) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Fields.Writable(entry.QueryId)} Q0 {Fields.Writable(entry.DocumentId)} {rank} {entry.Score:R} {Fields.Writable(entry.Tag)}");

    private static RunEntry? Parse(TextLine line, StringPool ids)
    {
        var rest = line.Text.Span;
        var query = Fields.Take(ref rest);
        if (query[0] == '#')
        {
            return null;
        }

        Fields.Take(ref rest);
        var document = Fields.Take(ref rest);
        Fields.Take(ref rest);
        var score = Fields.Take(ref rest);
        var tag = Fields.Take(ref rest);
        return tag.Length > 0
            ? new(ids.Get(query), ids.Get(document), Score(line, score), ids.Get(tag))
            : throw line.Malformed(
                $"Expected 6 columns (query, Q0, document, rank, score, tag) and found {Fields.Count(line.Text.Span)}.");
    }

    private static double Score(TextLine line, ReadOnlySpan<char> field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && double.IsFinite(score)
            ? score
            : throw line.Malformed($"The score '{Fields.Shown(field)}' is not a finite number.");
}
