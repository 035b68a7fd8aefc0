using System.Globalization;
using System.Runtime.CompilerServices;

namespace BenchHub.Evaluation.Formats;

/// <summary>
/// Reads a score to the nearest double. Digits without an exponent are a whole number divided by a power of ten. Where both
/// have no error in a double one rounding is made (Clinger, How to read floating point numbers accurately, PLDI 1990); up to
/// 19 digits the quotient is corrected by its remainder and taken if it is clearly nearest; the framework reads all else.
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

        var (count, decimals) = point == digits.Length ? (digits.Length, 0) : (digits.Length - 1, digits.Length - point - 1);
        if (count is 0 or > MostDigits)
        {
            return Other(text, out score);
        }

        var clear = true;
        score = whole <= LargestExact ? whole / PowersOfTen[decimals] : Corrected(whole, PowersOfTen[decimals], out clear);
        score = text[0] == '-' ? -score : score;
        return clear || Other(text, out score);
    }

    // The remainder of a rounded quotient is a double, and so is what rounding took from the whole number; the error of the
    // correction is below a millionth of the space between doubles.
    private static double Corrected(ulong whole, double divisor, out bool clear)
    {
        var rounded = (double)whole;
        var quotient = rounded / divisor;
        var correction = (Math.FusedMultiplyAdd(-quotient, divisor, rounded) + (long)(whole - (ulong)rounded)) / divisor;
        var score = quotient + correction;
        var off = Math.Abs(correction - (score - quotient));
        clear = off * 2.000001 < score - Math.BitDecrement(score);
        return score;
    }

    private static bool Other(ReadOnlySpan<byte> text, out double score) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out score) && double.IsFinite(score);
}
