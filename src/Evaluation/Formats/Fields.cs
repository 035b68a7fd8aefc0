using System.Globalization;

namespace BenchHub.Evaluation.Formats;

/// <summary>Columns of the TREC formats, which stand apart by any number of blanks or tabs.</summary>
internal static class Fields
{
    private const string Blanks = " \t\v\f";

    /// <summary>Takes the first column off <paramref name="rest"/>; empty at the end of the line.</summary>
    public static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(Blanks);
        var end = rest.IndexOfAny(Blanks);
        var field = end < 0 ? rest : rest[..end];
        rest = rest[field.Length..];
        return field;
    }

    public static int Count(ReadOnlySpan<char> line)
    {
        var count = 0;
        while (Take(ref line).Length > 0)
        {
            count++;
        }

        return count;
    }

    /// <summary>Query and document of a line of either TREC format.</summary>
    public static (string Query, string Document) FirstAndThird(ReadOnlySpan<char> line)
    {
        var query = Take(ref line).ToString();
        Take(ref line);
        return (query, Take(ref line).ToString());
    }

    public static int Grade(TextLine line, ReadOnlySpan<char> field) => TryGrade(field, out var grade) ? grade : throw NoGrade(line, field);

    public static bool TryGrade(ReadOnlySpan<char> field, out int grade) =>
        int.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out grade);

    public static MalformedInputException NoGrade(TextLine line, ReadOnlySpan<char> field) =>
        line.Malformed($"The grade '{Shown(field)}' is not a whole number.");

    /// <summary>A word of the user's input for a message, without letting it grow.</summary>
    public static string Shown(ReadOnlySpan<char> text) => text.Length <= 60 ? text.ToString() : string.Concat(text[..60], "…");

    /// <summary>The id itself, if a column can hold it.</summary>
    /// <exception cref="UnwritableIdException">It is empty, has white space in it, or begins as a comment does.</exception>
    public static string Writable(string id) =>
        id.Length == 0 ? throw new UnwritableIdException(id, "A TREC file cannot hold an empty id.")
        : id.Any(char.IsWhiteSpace) ? throw new UnwritableIdException(id, $"A TREC file cannot hold the id '{Shown(id)}', because it has white space in it.")
        : id[0] is '#' or '\uFEFF' ? throw new UnwritableIdException(id, $"A TREC file cannot hold the id '{Shown(id)}', because a line that begins so is a comment.")
        : id;
}
