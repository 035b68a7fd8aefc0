using System.Text;

namespace BenchHub.Reports.Tables;

internal static class LatexText
{
    /// <summary>The text in one line, with no character that LaTeX acts upon.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in Shown.Name(text))
        {
            escaped.Append(c switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '<' => "\\textless{}",
                '>' => "\\textgreater{}",
                '|' => "\\textbar{}",
                '"' => "{\\char34}",
                '*' => "{*}",
                '\'' => "{'}",
                '`' => "{`}",
                '-' => "{-}",
                '[' => "{[}",
                ']' => "{]}",
                '{' or '}' or '$' or '&' or '#' or '_' or '%' => $"\\{c}",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }
}
