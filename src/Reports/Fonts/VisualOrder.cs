using System.Text;

namespace BenchHub.Reports.Fonts;

/// <summary>
/// Characters from left to right as they are drawn, for text whose lines run from left to right: passages of right-to-left letters are
/// turned around, numbers in them are not. A small part of the Unicode Bidirectional Algorithm (UAX 9): no embeddings, and no joined forms of Arabic.
/// </summary>
internal static class VisualOrder
{
    public static IReadOnlyList<Rune> Of(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        for (var i = 0; i < runes.Length; i++)
        {
            if (!IsRightToLeft(runes[i]))
            {
                continue;
            }

            var end = i;
            for (var j = i; j < runes.Length && !IsLeftToRight(runes[j]); j++)
            {
                end = IsRightToLeft(runes[j]) || Rune.IsDigit(runes[j]) ? j : end;
            }

            end += ClosesAfter(runes, i, end) ? 1 : 0;
            Turn(runes, i, end);
            i = end;
        }

        return runes;
    }

    /// <summary>Whether a bracket that was opened in the passage is closed right behind it, and so belongs to it.</summary>
    private static bool ClosesAfter(Rune[] runes, int from, int to)
    {
        var passage = runes[from..(to + 1)];
        return to + 1 < runes.Length && (runes[to + 1].Value is ')' or ']')
            && passage.Count(static rune => rune.Value is '(' or '[') > passage.Count(static rune => rune.Value is ')' or ']');
    }

    private static void Turn(Rune[] runes, int from, int to)
    {
        Array.Reverse(runes, from, to - from + 1);
        for (var i = from; i <= to; i++)
        {
            var start = i;
            while (i <= to && Rune.IsDigit(runes[i]))
            {
                i++;
            }

            Array.Reverse(runes, start, i - start);
            if (i <= to)
            {
                runes[i] = Mirrored(runes[i]);
            }
        }
    }

    private static Rune Mirrored(Rune rune) => rune.Value switch
    {
        '(' => new(')'),
        ')' => new('('),
        '[' => new(']'),
        ']' => new('['),
        '<' => new('>'),
        '>' => new('<'),
        _ => rune,
    };

    private static bool IsRightToLeft(Rune rune) => rune.Value
        is >= 0x0590 and <= 0x08FF or >= 0xFB1D and <= 0xFDFF or >= 0xFE70 and <= 0xFEFC or >= 0x10800 and <= 0x10FFF or >= 0x1E800 and <= 0x1EFFF;

    private static bool IsLeftToRight(Rune rune) => Rune.IsLetter(rune) && !IsRightToLeft(rune);
}
