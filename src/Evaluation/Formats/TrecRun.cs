using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

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
                    : throw Repeated(line);
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
        return tag.Length > 0 && double.TryParse(score, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? new(ids.Get(query), ids.Get(document), value, ids.Get(tag))
            : throw Refusal(line);
    }

    /// <summary>What the last line of a run calls it; empty where there is none.</summary>
    internal static string LastTag(QueryLines run)
    {
        var tag = default(Column);
        if (run.Last is not { } last)
        {
            return "";
        }

        var text = run.Text[last.Start..last.End];
        var columns = new TrecColumns(text, last.LinesBefore);
        while (columns.NextLine(out _))
        {
            for (var column = 2; column <= 6; column++)
            {
                tag = columns.Next();
            }
        }

        return Encoding.UTF8.GetString(text.Slice(tag.Start, tag.Length));
    }

    /// <summary>What is wrong with a line that returns a document again.</summary>
    internal static MalformedInputException Repeated(TextLine line)
    {
        var (query, document) = Fields.FirstAndThird(line.Text.Span);
        return line.Malformed($"The document '{document}' stands twice in the answer to query '{query}'.");
    }

    /// <summary>What is wrong with a line that cannot be read.</summary>
    internal static MalformedInputException Refusal(TextLine line)
    {
        var rest = line.Text.Span;
        if (Fields.Count(rest) is var count and < 6)
        {
            return line.Malformed($"Expected 6 columns (query, Q0, document, rank, score, tag) and found {count}.");
        }

        Fields.Take(ref rest);
        Fields.Take(ref rest);
        Fields.Take(ref rest);
        Fields.Take(ref rest);
        return line.Malformed($"The score '{Fields.Shown(Fields.Take(ref rest))}' is not a finite number.");
    }
}
