using System.Globalization;
using System.Text;

namespace BenchHub.Evaluation.Analytics;

/// <summary>The words of a text one after the other, as <see cref="WordTokens"/> defines them, without a string for each.</summary>
/// <param name="text">To read; half a surrogate pair is read as U+FFFD, which is no letter.</param>
/// <param name="room">For the word, as long as the text: no letter grows when it becomes a small one.</param>
internal ref struct WordReader(ReadOnlySpan<char> text, Span<char> room)
{
    private const char NoPart = '\0';

    private static readonly char[] Ascii =
        [.. Enumerable.Range(0, 128).Select(static c => char.IsAsciiLetterOrDigit((char)c) ? char.ToLowerInvariant((char)c) : NoPart)];

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _room = room;
    private int _at;
    private int _length;

    /// <summary>Until the next one is read.</summary>
    public readonly ReadOnlySpan<char> Word => _room[.._length];

    /// <returns>False at the end.</returns>
    public bool Read()
    {
        for (_length = 0; _at < _text.Length;)
        {
            var c = _text[_at];
            if (c < Ascii.Length)
            {
                _at++;
                if (Ascii[c] is not NoPart and var small)
                {
                    _room[_length++] = small;
                }
                else if (_length > 0)
                {
                    return true;
                }
            }
            else if (ReadRune())
            {
                return true;
            }
        }

        return _length > 0;
    }

    // True where a word ends: one that stands alone is read only after the one before it was handed out.
    private bool ReadRune()
    {
        Rune.DecodeFromUtf16(_text[_at..], out var given, out var used);
        var rune = Rune.ToLowerInvariant(Plain(given));
        var isAlone = TextScript.IsUnspaced(rune) && Rune.IsLetter(rune);
        if (isAlone && _length > 0)
        {
            return true;
        }

        _at += used;
        if (!IsPart(rune))
        {
            return _length > 0;
        }

        _length += rune.EncodeToUtf16(_room[_length..]);
        return isAlone;
    }

    private static bool IsPart(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // U+FF01 … U+FF5E are U+0021 … U+007E in the width of a Han character.
    private static Rune Plain(Rune rune) => rune.Value is >= 0xFF01 and <= 0xFF5E ? new(rune.Value - 0xFF01 + 0x21) : rune;
}
