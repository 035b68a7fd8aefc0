namespace BenchHub.Sandbox;

/// <summary>The code in a chat model's answer.</summary>
public static class CodeBlock
{
    private static readonly string[] Tags = ["python", "python3", "py"];

    /// <summary>
    /// An answer without a Markdown fence is code as it stands, first spaces included. Otherwise the first block marked
    /// <c>python</c>, <c>python3</c> or <c>py</c> counts, else the first block of all; a block that is never closed goes on to the end.
    /// A fence is a line of three or more backticks or tildes, indented by at most three spaces; the closing one has the same character,
    /// at least as many, and nothing behind it. Linear in the answer's length.
    /// </summary>
    public static string Of(string answer)
    {
        string? first = null;
        var lines = answer.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Fence(lines[i]) is not { } open)
            {
                continue;
            }

            var end = i + 1;
            while (end < lines.Length && !Closes(lines[end], open))
            {
                end++;
            }

            var code = string.Join('\n', lines[(i + 1)..end]);
            if (Tags.Contains(open.Tag, StringComparer.OrdinalIgnoreCase))
            {
                return code;
            }

            first ??= code;
            i = end;
        }

        return first ?? answer;
    }

    private static bool Closes(string line, (char Mark, int Length, string Tag) open) =>
        Fence(line) is { Tag: "" } close && close.Mark == open.Mark && close.Length >= open.Length;

    private static (char Mark, int Length, string Tag)? Fence(string line)
    {
        var text = line.TrimStart(' ');
        if (line.Length - text.Length > 3 || text.Length < 3 || text[0] is not ('`' or '~'))
        {
            return null;
        }

        var length = text.Length - text.TrimStart(text[0]).Length;
        var tag = text[length..].Trim();
        var isInline = text[0] == '`' && tag.Contains('`', StringComparison.Ordinal);
        return length < 3 || isInline ? null : (text[0], length, tag.Split(' ', 2)[0].Trim('{', '}', '.'));
    }
}
