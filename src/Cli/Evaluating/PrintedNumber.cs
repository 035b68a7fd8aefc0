using System.Globalization;
using System.Numerics;

namespace BenchHub.Cli.Evaluating;

/// <summary>
/// Numbers as C's <c>printf</c> writes them: <c>%6.4f</c> and <c>%.17g</c>. A value that lies exactly between two is rounded
/// to the even one, where .NET rounds away from zero: 1/32 is 0.0312, not 0.0313.
/// </summary>
internal static class PrintedNumber
{
    /// <summary>The precision that means all digits.</summary>
    public const int AllDigits = 17;

    private const int Width = 6;

    public static string Of(double value, int precision) =>
        !double.IsFinite(value) ? Unusual(value).PadLeft(Width)
        : precision == AllDigits ? Digits(value)
        : Fixed(value, precision).PadLeft(Width);

    private static string Unusual(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

    // Only a number with at most decimals + 1 binary places can lie exactly between two decimal ones.
    private static string Fixed(double value, int decimals) => double.IsInteger(Math.ScaleB(value, decimals + 1))
        ? Exact(value, decimals)
        : value.ToString($"F{decimals}", CultureInfo.InvariantCulture);

    private static string Exact(double value, int decimals)
    {
        var digits = Scaled(Math.Abs(value), decimals).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var point = digits.Length - decimals;
        return (double.IsNegative(value) ? "-" : "") + digits[..point] + (decimals == 0 ? "" : "." + digits[point..]);
    }

    private static string Digits(double value)
    {
        if (value == 0)
        {
            return double.IsNegative(value) ? "-0" : "0";
        }

        // The guess of .NET is right but for ties; rounding anew from all binary digits settles those.
        var exponent = int.Parse(value.ToString("E16", CultureInfo.InvariantCulture).AsSpan(^4), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var digits = Scaled(Math.Abs(value), AllDigits - 1 - exponent).ToString(CultureInfo.InvariantCulture).TrimEnd('0');
        var sign = value < 0 ? "-" : "";
        return exponent switch
        {
            < -4 or >= AllDigits => $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}",
            < 0 => $"{sign}0.{new string('0', -exponent - 1)}{digits}",
            _ when digits.Length <= exponent + 1 => sign + digits.PadRight(exponent + 1, '0'),
            _ => $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}",
        };
    }

    /// <summary>value * 10^power, rounded half to even from all binary digits.</summary>
    private static BigInteger Scaled(double value, int power)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)(bits >> 52) & 0x7FF;
        BigInteger numerator = (bits & ((1L << 52) - 1)) | (biased == 0 ? 0 : 1L << 52);
        var binary = Math.Max(biased, 1) - 1075;
        var denominator = BigInteger.One;
        numerator *= BigInteger.Pow(10, Math.Max(power, 0));
        denominator *= BigInteger.Pow(10, Math.Max(-power, 0));
        numerator <<= Math.Max(binary, 0);
        denominator <<= Math.Max(-binary, 0);
        var quotient = BigInteger.DivRem(numerator, denominator, out var rest);
        var half = (rest * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
