using System.Runtime.CompilerServices;

namespace BenchHub.Evaluation.Formats;

/// <param name="Id">Of the item; null where the line names none.</param>
/// <param name="Score">NaN where the line says null.</param>
/// <param name="Line">From 1.</param>
public sealed record ScoreRecord(string? Id, double Score, long Line);

/// <summary>Scores of items, one JSON object a line.</summary>
public static class ScoreLines
{
    /// <param name="reader">The file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="field">Holds the score: a number, true or false (1 or 0), or null where the score is undefined.</param>
    /// <param name="idField">Holds the item's id, a string or a number; lines may lack it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="MalformedInputException">A line is no such object, lacks the field, or repeats an id.</exception>
    public static async IAsyncEnumerable<ScoreRecord> ReadAsync(
        TextReader reader, string file, string field, string idField, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var line in TextLines.ReadAsync(reader, file, cancellation).ConfigureAwait(false))
        {
            var record = Parse(line, field, idField);
            yield return record.Id is null || ids.Add(record.Id) ? record : throw line.Malformed($"The item '{record.Id}' stands twice in the file.");
        }
    }

    private static ScoreRecord Parse(TextLine line, string field, string idField)
    {
        using var fields = JsonFields.Parse(line);
        return new(fields.Has(idField) ? fields.Id(idField) : null, fields.Number(field), line.Number);
    }
}
