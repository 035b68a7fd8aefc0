namespace BenchHub.Evaluation.Metrics.Text.Tokenizers;

/// <summary>Korean letters.</summary>
internal static class Hangul
{
    private const int Vowels = 21;
    private const int Finals = 28;

    /// <summary>A syllable, a letter of its own, or a part of a decomposed syllable.</summary>
    public static bool Is(char c) => c is (>= '\uAC00' and <= '\uD7A3') or (>= '\u1100' and <= '\u11FF') or (>= '\u3131' and <= '\u318E')
        or (>= '\uA960' and <= '\uA97C') or (>= '\uD7B0' and <= '\uD7FB') or (>= '\uFFA0' and <= '\uFFDC');

    /// <summary>
    /// Puts decomposed syllables together in place, so that both spellings of a syllable are one character (Unicode, section 3.12,
    /// Hangul syllable composition). O(n).
    /// </summary>
    /// <returns>The length that is left.</returns>
    public static int Compose(Span<char> text)
    {
        var written = 0;
        foreach (var c in text)
        {
            if (written > 0 && Joined(text[written - 1], c) is { } syllable)
            {
                text[written - 1] = syllable;
            }
            else
            {
                text[written++] = c;
            }
        }

        return written;
    }

    private static char? Joined(char before, char c) => (before, c) switch
    {
        ( >= '\u1100' and <= '\u1112', >= '\u1161' and <= '\u1175') => (char)(0xAC00 + ((((before - 0x1100) * Vowels) + (c - 0x1161)) * Finals)),
        ( >= '\uAC00' and <= '\uD7A3', > '\u11A7' and <= '\u11C2') when (before - 0xAC00) % Finals == 0 => (char)(before + (c - 0x11A7)),
        _ => null,
    };
}
