using System.Text;

namespace BenchHub.SampleRag;

/// <summary>Text into terms. Both functions lower-case and keep letters and digits only; there is no stop list.</summary>
internal static class Tokens
{
    private const int NgramLength = 3;

    public static IEnumerable<string> Words(string text)
    {
        var start = -1;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                start = start < 0 ? at : start;
            }
            else if (start >= 0)
            {
                yield return text[start..at].ToLowerInvariant();
                start = -1;
            }

            at += rune.Utf16SequenceLength;
        }

        if (start >= 0)
        {
            yield return text[start..].ToLowerInvariant();
        }
    }

    /// <summary>
    /// Every three neighbouring characters of each word with a space before and after it. Korean endings and
    /// particles then cost a part of a word's weight, not all of it, and no morphological analyser is needed.
    /// </summary>
    public static IEnumerable<string> CharNgrams(string text)
    {
        foreach (var word in Words(text))
        {
            var padded = $" {word} ";
            for (var start = 0; start + NgramLength <= padded.Length; start++)
            {
                yield return padded.Substring(start, NgramLength);
            }
        }
    }
}
