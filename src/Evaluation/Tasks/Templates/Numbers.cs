using System.Numerics;

namespace BenchHub.Evaluation.Tasks.Templates;

internal static class Numbers
{
    /// <summary>Integers of 64 bits, and booleans, which are 0 and 1 to Python.</summary>
    public static bool TryWhole(object? value, out long whole)
    {
        whole = value switch { long number => number, true => 1, _ => 0 };
        return value is long or bool;
    }

    public static bool TryReal(object? value, out double real)
    {
        real = value switch { double number => number, BigInteger great => (double)great, _ => TryWhole(value, out var whole) ? whole : double.NaN };
        return value is double or BigInteger or long or bool;
    }

    /// <summary>Result of an operation, with whole numbers as long as both are; 64 bits are the limit, which Python's are not.</summary>
    public static object Apply(string symbol, object? left, object? right, Place place)
    {
        if (!TryReal(left, out var x) || !TryReal(right, out var y) || left is BigInteger || right is BigInteger)
        {
            throw place.Fail($"{PythonText.Kind(left)} {symbol} {PythonText.Kind(right)} is not possible.");
        }

        var whole = TryWhole(left, out var i) & TryWhole(right, out var j);
        if ((symbol is "/" or "//" or "%" && y == 0) || (symbol == "**" && x == 0 && y < 0))
        {
            throw place.Fail("a number is divided by 0.");
        }

        return whole && symbol != "/" && (symbol != "**" || j >= 0) ? (object)Whole(symbol, i, j, place) : Real(symbol, x, y);
    }

    public static object Negate(object? value, Place place) => value switch
    {
        double number => -number,
        _ => Apply("-", 0L, value, place),
    };

    private static long Whole(string symbol, long i, long j, Place place)
    {
        try
        {
            return symbol switch
            {
                "+" => checked(i + j),
                "-" => checked(i - j),
                "*" => checked(i * j),
                "//" => checked((i / j) - (i % j != 0 && (i < 0) != (j < 0) ? 1 : 0)),
                "%" => j == -1 ? 0 : ((i % j) + j) % j,
                _ => checked((long)BigInteger.Pow(i, PowerLimit(i, j))),
            };
        }
        catch (OverflowException)
        {
            throw place.Fail($"the result of {symbol} does not fit 64 bits.");
        }
    }

    private static double Real(string symbol, double x, double y) => symbol switch
    {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "/" => x / y,
        "//" => Math.Floor((x - Modulo(x, y)) / y),
        "%" => Modulo(x, y),
        _ => Math.Pow(x, y),
    };

    // Python's remainder has the sign of the divisor, C#'s that of the dividend.
    private static double Modulo(double x, double y) => x % y is var rest && rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;

    private static int PowerLimit(long number, long power) =>
        number is >= -1 and <= 1 ? (int)(power % 2) + (power > 0 ? 2 : 0) : power <= 64 ? (int)power : throw new OverflowException();
}
