namespace BenchHub.Evaluation.Metrics.Text.Rouge;

/// <summary>Hangul composition (The Unicode Standard, section 3.12): texts from some systems come decomposed into jamo.</summary>
internal static class HangulSyllables
{
    private const int First = 0xAC00;
    private const int Leading = 0x1100;
    private const int Vowel = 0x1161;
    private const int Trailing = 0x11A7;
    private const int LeadingCount = 19;
    private const int VowelCount = 21;
    private const int TrailingCount = 28;

    /// <summary>The syllable of a leading consonant and a vowel, or of a syllable without a final consonant and one; null for all else.</summary>
    public static int? Compose(int before, int point)
    {
        var (leading, vowel) = (before - Leading, point - Vowel);
        if (leading is >= 0 and < LeadingCount && vowel is >= 0 and < VowelCount)
        {
            return First + (((leading * VowelCount) + vowel) * TrailingCount);
        }

        var (syllable, trailing) = (before - First, point - Trailing);
        return syllable is >= 0 and < LeadingCount * VowelCount * TrailingCount && syllable % TrailingCount == 0
            && trailing is > 0 and < TrailingCount
            ? before + trailing
            : null;
    }
}
