using System.Globalization;
using System.Text;

namespace BenchHub.Evaluation.Metrics.Text.Words;

/// <summary>What Python's <c>str.lower</c>, <c>str.split</c> and <c>\w</c> make of a text, since the official scripts are written with them.</summary>
internal static class PythonText
{
    private const int CapitalSigma = 0x3A3;
    private const int CapitalDottedI = 0x130;

    /// <summary>White space as <c>str.split()</c> sees it: Unicode's, and the four separators of files and records.</summary>
    public static bool IsSpace(int point) => point < 0x10000 && (char.IsWhiteSpace((char)point) || point is >= 0x1C and <= 0x1F);

    /// <summary>Letters and numbers; not combining marks. The underscore, which <c>\w</c> has too, never gets here.</summary>
    public static bool IsWord(int point) => point < 128
        ? char.IsAsciiLetterOrDigit((char)point)
        : CharUnicodeInfo.GetUnicodeCategory(point) is <= UnicodeCategory.OtherLetter
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>The 32 characters of <c>string.punctuation</c>, all ASCII.</summary>
    public static bool IsPunctuation(int point) => point is > ' ' and < 0x7F && !char.IsAsciiLetterOrDigit((char)point);

    /// <summary>
    /// Appends <c>text.lower()</c> to <paramref name="into"/>. Beyond the simple mapping Python knows two cases: a capital sigma at
    /// the end of a word becomes a final one, and a dotted capital I keeps its dot. O(n).
    /// </summary>
    public static void Lower(ReadOnlySpan<char> text, List<int> into)
    {
        for (var i = 0; i < text.Length;)
        {
            var at = i;
            var point = CodePoints.Next(text, ref i);
            switch (point)
            {
                case < 128:
                    into.Add(point is >= 'A' and <= 'Z' ? point | 0x20 : point);
                    break;
                case CapitalSigma:
                    into.Add(EndsWord(text, at, i) ? 'ς' : 'σ');
                    break;
                case CapitalDottedI:
                    into.Add('i');
                    into.Add(0x307);
                    break;
                default:
                    into.Add(Rune.IsValid(point) ? Rune.ToLowerInvariant(new(point)).Value : point);
                    break;
            }
        }
    }

    // Unicode's rule: a cased letter stands before it and none behind it, marks and apostrophes between them aside.
    private static bool EndsWord(ReadOnlySpan<char> text, int start, int end)
    {
        var before = false;
        while (start > 0 && !before)
        {
            var point = CodePoints.Previous(text, ref start);
            before = IsCased(point);
            if (!before && !IsIgnorable(point))
            {
                return false;
            }
        }

        while (before && end < text.Length)
        {
            var point = CodePoints.Next(text, ref end);
            if (IsCased(point))
            {
                return false;
            }

            if (!IsIgnorable(point))
            {
                break;
            }
        }

        return before;
    }

    private static bool IsCased(int point) => CharUnicodeInfo.GetUnicodeCategory(point)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static bool IsIgnorable(int point) => point is '\'' or '.' or ':' or 0xB7 or 0x2019
        || CharUnicodeInfo.GetUnicodeCategory(point) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
