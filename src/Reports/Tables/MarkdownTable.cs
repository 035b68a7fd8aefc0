using System.Text;

namespace BenchHub.Reports.Tables;

/// <summary>GitHub's pipe tables, with every cell shown as the text that it is.</summary>
internal static class MarkdownTable
{
    // What may begin markup, HTML, a link or a table cell (GitHub Flavored Markdown, section 2.4 and 4.10), and the sign of mentions.
    private const string Marked = "\\`*_{}[]()<>#+-.!|~&@:$";

    public static void Write(StringBuilder target, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        Row(target, header);
        target.Append('|').Insert(target.Length, "---|", header.Count).Append('\n');
        foreach (var row in rows)
        {
            Row(target, row);
        }

        target.Append('\n');
    }

    /// <summary>The text in one line, with a backslash before whatever could be markup.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in Shown.Name(text))
        {
            if (Marked.Contains(c, StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static void Row(StringBuilder target, IReadOnlyList<string> cells) => target.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
