using System.Text;
using BenchHub.Reports.Pdf;

namespace BenchHub.Reports.Documents;

/// <summary>Texts in the room that there is for them.</summary>
internal static class Lines
{
    // A text of 10 MB is no text of a report.
    private const int Longest = 4_000;

    /// <summary>Broken at blanks, and where a word is wider than the line within it.</summary>
    public static IEnumerable<string> Of(PdfFonts fonts, string text, double width, double size, bool isBold)
    {
        var (line, used) = (new StringBuilder(), 0.0);
        var blank = fonts.Width(" ", size, isBold);
        foreach (var word in Shown.Name(Cut(text)).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var room = fonts.Width(word, size, isBold);
            if (line.Length > 0 && used + blank + room > width)
            {
                yield return line.ToString();
                (line, used) = (line.Clear(), 0);
            }

            if (room <= width)
            {
                used += room + (line.Length > 0 ? blank : 0);
                line.Append(line.Length > 0 ? " " : "").Append(word);
                continue;
            }

            foreach (var character in word.EnumerateRunes())
            {
                var step = fonts.Width(character.ToString(), size, isBold);
                if (line.Length > 0 && used + step > width)
                {
                    yield return line.ToString();
                    (line, used) = (line.Clear(), 0);
                }

                line.Append(character.ToString());
                used += step;
            }
        }

        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }

    /// <summary>In one line, with an ellipsis for what there is no room for.</summary>
    public static string Fitted(PdfFonts fonts, string text, double width, double size, bool isBold)
    {
        var name = Shown.Name(Cut(text));
        if (fonts.Width(name, size, isBold) <= width)
        {
            return name;
        }

        var (kept, used) = (new StringBuilder(), fonts.Width("…", size, isBold));
        foreach (var character in name.EnumerateRunes())
        {
            used += fonts.Width(character.ToString(), size, isBold);
            if (used > width)
            {
                break;
            }

            kept.Append(character.ToString());
        }

        return kept.Append('…').ToString();
    }

    private static string Cut(string text) => text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), " …");
}
