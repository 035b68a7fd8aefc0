using System.Runtime.CompilerServices;

namespace BenchHub.Evaluation.Formats;

/// <summary>
/// TREC topics, in either of two forms that the first line tells apart: <c>query TAB text</c> on each line, or the
/// classic <c>&lt;top&gt; &lt;num&gt; &lt;title&gt; … &lt;/top&gt;</c>, whose title is the query.
/// </summary>
public static class TrecTopics
{
    /// <exception cref="MalformedInputException">A line or a topic has no id or no text, or repeats an id.</exception>
    public static async IAsyncEnumerable<Query> ReadAsync(
        TextReader reader, string file, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        TopicElements? elements = null;
        var first = true;
        var last = default(TextLine);
        await foreach (var line in TextLines.ReadAsync(reader, file, cancellation).ConfigureAwait(false))
        {
            elements = first && line.Text.Span.TrimStart().StartsWith('<') ? new() : elements;
            (first, last) = (false, line);
            foreach (var query in elements is null ? [Parse(line)] : elements.Read(line))
            {
                yield return ids.Add(query.Id) ? query : throw line.Malformed($"The query '{query.Id}' stands twice in the file.");
            }
        }

        elements?.End(last);
    }

    /// <summary>The tab-separated form.</summary>
    /// <exception cref="UnwritableIdException">The id has white space in it.</exception>
    public static string Line(Query query) => $"{Fields.Writable(query.Id)}\t{query.Text.ReplaceLineEndings(" ").Replace('\t', ' ')}";

    private static Query Parse(TextLine line)
    {
        var text = line.Text.Span;
        var tab = text.IndexOf('\t');
        return tab > 0 && text[..tab].Trim() is { Length: > 0 } id && text[(tab + 1)..].Trim() is { Length: > 0 } query
            ? new(id.ToString(), query.ToString())
            : throw line.Malformed("Expected the query's id, a tab and the query's text.");
    }
}
