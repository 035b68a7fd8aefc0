using System.Text;

namespace BenchHub.Evaluation.Metrics.Likelihoods;

/// <summary>Lengths of a text as Python counts them, which is what lm-evaluation-harness divides by. All O(n).</summary>
internal static class TextLengths
{
    /// <summary><c>len(text)</c>: code points, a lone surrogate being one.</summary>
    public static int CodePoints(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
            {
                count--;
            }
        }

        return count;
    }

    /// <summary><c>len(text.encode("utf-8"))</c>; a lone surrogate, which Python refuses, counts the 3 bytes of U+FFFD.</summary>
    public static int Utf8Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>
    /// <c>len(re.split(r"\s+", text))</c>: runs of white space plus one, hence 1 for the empty text and a word too many for each end
    /// that is white space.
    /// </summary>
    public static int Words(string text)
    {
        var words = 1;
        var inside = false;
        foreach (var c in text)
        {
            var white = IsPythonSpace(c);
            words += white && !inside ? 1 : 0;
            inside = white;
        }

        return words;
    }

    // The four separators U+001C to U+001F are white space to Python's str and not to .NET.
    internal static bool IsPythonSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F';
}
