using System.Runtime.CompilerServices;

namespace BenchHub.Evaluation.Formats;

/// <summary>BEIR queries: one JSON object a line with <c>_id</c> (string or number) and <c>text</c>.</summary>
public static class BeirQueries
{
    /// <exception cref="MalformedInputException">A line is no such object, or repeats an id.</exception>
    public static async IAsyncEnumerable<Query> ReadAsync(
        TextReader reader, string file, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var line in TextLines.ReadAsync(reader, file, cancellation).ConfigureAwait(false))
        {
            var query = Parse(line);
            yield return ids.Add(query.Id) ? query : throw line.Malformed($"The query '{query.Id}' stands twice in the file.");
        }
    }

    public static string Line(Query query) => JsonLine.Write(new("_id", query.Id), new("text", query.Text));

    private static Query Parse(TextLine line)
    {
        using var fields = JsonFields.Parse(line);
        return new(fields.Id("_id"), fields.Required("text"));
    }
}
