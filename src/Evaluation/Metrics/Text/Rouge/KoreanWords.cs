using System.Globalization;
using System.Text;
using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Rouge;

/// <summary>
/// Words of any script: runs of Unicode letters, numbers and marks in the lower-cased text, conjoining jamo composed to syllables
/// first; or each letter and number for itself. Lines end at \n.
/// </summary>
internal sealed class KoreanWords : ITokenizer
{
    private readonly bool _letters;

    private KoreanWords(bool letters) => _letters = letters;

    public static KoreanWords Whole { get; } = new(letters: false);

    public static KoreanWords Letters { get; } = new(letters: true);

    public void Split(string text, WordTable words, TokenList tokens)
    {
        for (var i = 0; i < text.Length;)
        {
            var point = CodePoints.Next(text, ref i);
            if (IsPart(point))
            {
                Append(words, tokens, Rune.IsValid(point) ? Rune.ToLowerInvariant(new(point)).Value : point);
                continue;
            }

            EndWord(words, tokens);
            if (point == '\n')
            {
                tokens.EndLine();
            }
        }

        EndWord(words, tokens);
        tokens.EndLine();
    }

    private void Append(WordTable words, TokenList tokens, int point)
    {
        var word = words.Current;
        if (!word.IsEmpty && HangulSyllables.Compose(word[^1], point) is { } syllable)
        {
            word[^1] = syllable;
            return;
        }

        if (_letters && !IsMark(point))
        {
            EndWord(words, tokens);
        }

        words.Append(point);
    }

    private static void EndWord(WordTable words, TokenList tokens)
    {
        if (!words.Current.IsEmpty)
        {
            tokens.Add(words.Commit());
        }
    }

    private static bool IsPart(int point) => PythonText.IsWord(point) || IsMark(point);

    private static bool IsMark(int point) => point >= 128 && CharUnicodeInfo.GetUnicodeCategory(point)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
