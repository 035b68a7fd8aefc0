using System.Globalization;
using System.Runtime.CompilerServices;

namespace BenchHub.Evaluation.Formats;

/// <summary>
/// TREC judgements: <c>query iteration document grade</c>. The iteration is ignored; -1 (not in the pool) and -2 (not
/// judged) are kept. Lines that begin with <c>#</c> are comments, as in trec_eval 10.
/// </summary>
public static class TrecQrels
{
    /// <exception cref="MalformedInputException">A line has other columns, or judges a document a second time.</exception>
    public static async IAsyncEnumerable<Judgement> ReadAsync(
        TextReader reader, string file, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var ids = new StringPool();
        var seen = new SeenDocuments();
        await foreach (var line in TextLines.ReadAsync(reader, file, cancellation).ConfigureAwait(false))
        {
            if (Parse(line, ids) is { } judgement)
            {
                yield return seen.Add(judgement.QueryId, judgement.DocumentId)
                    ? judgement
                    : throw Repeated(line);
            }
        }
    }

    /// <exception cref="UnwritableIdException">An id has white space in it.</exception>
    public static string Line(Judgement judgement) => string.Create(
        CultureInfo.InvariantCulture, $"{Fields.Writable(judgement.QueryId)} 0 {Fields.Writable(judgement.DocumentId)} {judgement.Grade}");

    private static Judgement? Parse(TextLine line, StringPool ids)
    {
        var rest = line.Text.Span;
        var query = Fields.Take(ref rest);
        if (query[0] == '#')
        {
            return null;
        }

        Fields.Take(ref rest);
        var document = Fields.Take(ref rest);
        var grade = Fields.Take(ref rest);
        return grade.Length > 0 && Fields.Take(ref rest).Length == 0 && Fields.TryGrade(grade, out var value)
            ? new(ids.Get(query), ids.Get(document), value)
            : throw Refusal(line);
    }

    /// <summary>What is wrong with a line that judges a document again.</summary>
    internal static MalformedInputException Repeated(TextLine line)
    {
        var (query, document) = Fields.FirstAndThird(line.Text.Span);
        return line.Malformed($"The document '{document}' is judged twice for query '{query}'.");
    }

    /// <summary>What is wrong with a line that cannot be read.</summary>
    internal static MalformedInputException Refusal(TextLine line)
    {
        var rest = line.Text.Span;
        if (Fields.Count(rest) is var count and not 4)
        {
            return line.Malformed($"Expected 4 columns (query, iteration, document, grade) and found {count}.");
        }

        Fields.Take(ref rest);
        Fields.Take(ref rest);
        Fields.Take(ref rest);
        return Fields.NoGrade(line, Fields.Take(ref rest));
    }
}
