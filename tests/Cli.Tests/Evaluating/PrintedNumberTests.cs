using System.Globalization;
using BenchHub.Cli.Evaluating;

namespace BenchHub.Cli.Tests.Evaluating;

/// <summary>Expected texts are those of C's printf.</summary>
public sealed class PrintedNumberTests
{
    [Theory]
    [InlineData(0.5, 4, "0.5000")]
    [InlineData(0.03125, 4, "0.0312")] // 1/32 lies exactly between: to the even one
    [InlineData(0.09375, 4, "0.0938")]
    [InlineData(-0.03125, 4, "-0.0312")]
    [InlineData(0.00005, 4, "0.0001")] // nearest double is above
    [InlineData(0.00015, 4, "0.0001")] // nearest double is below
    [InlineData(1.0, 4, "1.0000")]
    [InlineData(-36.35, 4, "-36.3500")]
    [InlineData(0.0, 4, "0.0000")]
    [InlineData(-0.00001, 4, "-0.0000")]
    [InlineData(2.5, 0, "     2")]
    [InlineData(3.5, 0, "     4")]
    [InlineData(0.125, 2, "  0.12")]
    [InlineData(0.1, 16, "0.1000000000000000")]
    [InlineData(1e22, 1, "10000000000000000000000.0")]
    [InlineData(5e-324, 4, "0.0000")]
    [InlineData(double.NaN, 4, "   nan")]
    [InlineData(double.PositiveInfinity, 4, "   inf")]
    [InlineData(double.NegativeInfinity, 4, "  -inf")]
    public void Of_Decimals_RoundsAsPrintf(double value, int decimals, string expected) => Assert.Equal(expected, PrintedNumber.Of(value, decimals));

    [Theory]
    [InlineData(0.1, "0.10000000000000001")]
    [InlineData(1.0, "1")]
    [InlineData(100.0, "100")]
    [InlineData(0.0, "0")]
    [InlineData(-0.0, "-0")]
    [InlineData(-36.35, "-36.350000000000001")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1.0000000000000001e-05")]
    [InlineData(2.98023223876953125e-08, "2.9802322387695312e-08")] // 2^-25 lies exactly between
    [InlineData(1e16, "10000000000000000")]
    [InlineData(1e17, "1e+17")]
    [InlineData(5e-324, "4.9406564584124654e-324")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    public void Of_AllDigits_WritesAsPrintf(double value, string expected) => Assert.Equal(expected, PrintedNumber.Of(value, PrintedNumber.AllDigits));

    [Fact]
    public void Of_AllDigits_ReadsBackAsTheSameNumber()
    {
        var random = new Random(20261);
        for (var trial = 0; trial < 20_000; trial++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64());
            Assert.True(!double.IsFinite(value) || value == double.Parse(PrintedNumber.Of(value, PrintedNumber.AllDigits), CultureInfo.InvariantCulture), $"{value:R}");
        }
    }

    // Both ways of rounding to decimals must meet: a number with few binary places goes the exact one.
    [Fact]
    public void Of_Decimals_IsNeverFurtherThanHalfAUnit()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 20_000; trial++)
        {
            var value = trial % 2 == 0 ? random.NextDouble() : random.Next(1_000_000) / 64.0;
            Assert.True(Math.Abs(value - double.Parse(PrintedNumber.Of(value, 4), CultureInfo.InvariantCulture)) <= 0.5e-4 + 1e-11, $"{value:R}");
        }
    }
}
