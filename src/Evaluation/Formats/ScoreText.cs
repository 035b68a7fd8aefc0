using System.Globalization;
using System.Runtime.CompilerServices;

namespace BenchHub.Evaluation.Formats;

/// <summary>
/// Reads a score to the nearest double. Up to 15 digits and something more without an exponent are a whole number divided by
/// a power of ten, both without error in a double, so that one rounding is made (Clinger, How to read floating point numbers
/// accurately, PLDI 1990); the framework reads everything else.
/// </summary>
internal static class ScoreText
{
    private const int MostDigits = 19;
    private const ulong LargestExact = 1UL << 53;

    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, MostDigits + 1).Select(static power => Math.Pow(10, power))];

    /// <returns>False where the text is no finite decimal number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryParse(ReadOnlySpan<byte> text, out double score)
    {
        var digits = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        var whole = 0UL;
        var point = digits.Length;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (uint)(digits[i] - '0');
            if (digit <= 9)
            {
                whole = (whole * 10) + digit;
            }
            else if (digits[i] == '.' && point == digits.Length)
            {
                point = i;
            }
            else
            {
                return Other(text, out score);
            }
        }

        var decimals = Math.Max(0, digits.Length - point - 1);
        if (whole > LargestExact || digits.Length > MostDigits || digits.Length == 0 || (digits.Length == 1 && point == 0))
        {
            return Other(text, out score);
        }

        score = whole / PowersOfTen[decimals];
        score = text[0] == '-' ? -score : score;
        return true;
    }

    private static bool Other(ReadOnlySpan<byte> text, out double score) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out score) && double.IsFinite(score);
}
