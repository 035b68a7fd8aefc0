using System.Buffers;
using System.Globalization;
using System.Text;

namespace BenchHub.Evaluation.Metrics.Text.Tokenizers;

/// <summary>
/// Lower case as Python's <c>str.lower()</c>: the simple mapping of each character, but U+0130 becomes two characters and a
/// capital sigma at the end of a word its final form (Unicode, SpecialCasing.txt and section 3.13).
/// </summary>
/// <remarks>The mappings are those of .NET's Unicode version, which may know letters that a given Python does not.</remarks>
internal static class LowerCase
{
    private const char CapitalSigma = '\u03A3';

    // Of the class Word_Break = MidLetter, MidNumLet or Single_Quote.
    private static readonly SearchValues<char> WithinWords =
        SearchValues.Create("'.:\u00B7\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A");

    /// <returns>How many characters of <paramref name="lower"/> are used, at most twice as many as the text has.</returns>
    public static int Write(ReadOnlySpan<char> text, Span<char> lower)
    {
        Ascii.ToLower(text, lower, out var written);
        for (var i = written; i < text.Length; i++)
        {
            switch (text[i])
            {
                case CapitalSigma:
                    lower[written++] = EndsWord(text, i) ? 'ς' : 'σ';
                    break;
                case '\u0130':
                    lower[written++] = 'i';
                    lower[written++] = '\u0307';
                    break;
                case var high when char.IsHighSurrogate(high) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]):
                    written += Rune.ToLowerInvariant(new(high, text[++i])).EncodeToUtf16(lower[written..]);
                    break;
                case var other:
                    lower[written++] = char.ToLowerInvariant(other);
                    break;
            }
        }

        return written;
    }

    // A letter before and none after, whatever has no case in itself set aside.
    private static bool EndsWord(ReadOnlySpan<char> text, int sigma)
    {
        var before = text[..sigma];
        while (!before.IsEmpty)
        {
            var last = LastOf(before, out var length);
            if (!IsCaseIgnorable(last))
            {
                return IsCased(last) && !StartsWithCased(text[(sigma + 1)..]);
            }

            before = before[..^length];
        }

        return false;
    }

    private static bool StartsWithCased(ReadOnlySpan<char> after)
    {
        while (!after.IsEmpty)
        {
            var first = FirstOf(after, out var length);
            if (!IsCaseIgnorable(first))
            {
                return IsCased(first);
            }

            after = after[length..];
        }

        return false;
    }

    private static int FirstOf(ReadOnlySpan<char> text, out int length)
    {
        length = text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : 1;
        return length == 2 ? char.ConvertToUtf32(text[0], text[1]) : text[0];
    }

    private static int LastOf(ReadOnlySpan<char> text, out int length)
    {
        length = text.Length > 1 && char.IsSurrogatePair(text[^2], text[^1]) ? 2 : 1;
        return length == 2 ? char.ConvertToUtf32(text[^2], text[^1]) : text[^1];
    }

    private static bool IsCaseIgnorable(int point) => CharUnicodeInfo.GetUnicodeCategory(point) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol => true,
        _ => point <= char.MaxValue && WithinWords.Contains((char)point),
    };

    private static bool IsCased(int point) => CharUnicodeInfo.GetUnicodeCategory(point) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter => true,
        UnicodeCategory.OtherLetter => point is 0xAA or 0xBA,
        UnicodeCategory.LetterNumber => point is >= 0x2160 and <= 0x217F,
        UnicodeCategory.OtherSymbol => point is (>= 0x24B6 and <= 0x24E9) or (>= 0x1F130 and <= 0x1F149)
            or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189),
        _ => false,
    };
}
