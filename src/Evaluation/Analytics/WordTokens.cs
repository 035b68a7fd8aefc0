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
    /// <summary>In the text's order. O(length).</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var reader = new WordReader(text, new char[text.Length]);
        while (reader.Read())
        {
            words.Add(reader.Word.ToString());
        }

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
}
