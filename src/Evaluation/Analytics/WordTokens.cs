using System.Globalization;
using System.Text;

namespace BenchHub.Evaluation.Analytics;

/// <summary>A text as the words that patterns are made of.</summary>
/// <remarks>
/// In lower case and with full-width forms as plain ones: runs of letters, marks and digits; each character by itself where a script has
/// no blanks between words (Han, kana, Thai). All else parts words and is dropped. No other normalization, since the runtime has none
/// without ICU: composed and decomposed letters are different words.
/// </remarks>
public static class WordTokens
{
    /// <summary>In the text's order. Half a surrogate pair is read as U+FFFD, which is no letter. O(length).</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var given in text.EnumerateRunes())
        {
            var rune = Rune.ToLowerInvariant(Plain(given));
            var isUnspaced = TextScript.IsUnspaced(rune) && Rune.IsLetter(rune);
            if (isUnspaced || !IsPart(rune))
            {
                End(words, word);
            }

            if (isUnspaced)
            {
                words.Add(rune.ToString());
            }
            else if (IsPart(rune))
            {
                word.Append(rune.ToString());
            }
        }

        End(words, word);
        return words;
    }

    /// <summary>Words as people write them: without blanks where the script has none.</summary>
    public static string Text(IReadOnlyList<string> words)
    {
        var text = new StringBuilder(words[0]);
        foreach (var (before, word) in words.Zip(words.Skip(1)))
        {
            text.Append(IsUnspaced(before) && IsUnspaced(word) ? "" : " ").Append(word);
        }

        return text.ToString();
    }

    private static bool IsUnspaced(string word) => TextScript.IsUnspaced(Rune.GetRuneAt(word, 0));

    private static bool IsPart(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // U+FF01 … U+FF5E are U+0021 … U+007E in the width of a Han character.
    private static Rune Plain(Rune rune) => rune.Value is >= 0xFF01 and <= 0xFF5E ? new(rune.Value - 0xFF01 + 0x21) : rune;

    private static void End(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
