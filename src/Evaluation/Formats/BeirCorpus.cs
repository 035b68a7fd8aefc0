using System.Runtime.CompilerServices;

namespace BenchHub.Evaluation.Formats;

/// <summary>BEIR passages: one JSON object a line with <c>_id</c> (string or number), <c>title</c> (optional) and <c>text</c>.</summary>
public static class BeirCorpus
{
    /// <exception cref="MalformedInputException">A line is no such object, or repeats an id.</exception>
    public static async IAsyncEnumerable<Document> ReadAsync(
        TextReader reader, string file, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var line in TextLines.ReadAsync(reader, file, cancellation).ConfigureAwait(false))
        {
            var document = Parse(line);
            yield return ids.Add(document.Id) ? document : throw line.Malformed($"The document '{document.Id}' stands twice in the corpus.");
        }
    }

    public static string Line(Document document) =>
        JsonLine.Write(new("_id", document.Id), new("title", document.Title), new("text", document.Text));

    private static Document Parse(TextLine line)
    {
        using var fields = JsonFields.Parse(line);
        return new(fields.Id("_id"), fields.Optional("title") ?? "", fields.Required("text"));
    }
}
