using System.Globalization;
using System.Text;
using BenchHub.Evaluation.Formats;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Formats;

public sealed class ScoreTextTests
{
    [Theory]
    [InlineData("0.1", 0.1)]
    [InlineData("-12.50", -12.5)]
    [InlineData("+3", 3.0)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5.0)]
    [InlineData("1e-3", 0.001)]
    [InlineData("9007199254740992", 9007199254740992.0)] // 2^53, the last whole number before gaps
    [InlineData("9007199254740993", 9007199254740992.0)] // halfway to 2^53 + 2, to the even one
    [InlineData("0.30000000000000004", 0.30000000000000004)] // 17 digits
    [InlineData("0000000000000000000000000000001.5", 1.5)]
    [InlineData("0.0000000000000000000000000000015", 1.5e-30)]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    public void TryParse_Number_IsTheNearestDouble(string text, double expected)
    {
        Assert.True(ScoreText.TryParse(Encoding.UTF8.GetBytes(text), out var score));
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(score));
    }

    [Fact]
    public void TryParse_NegativeZero_KeepsItsSign()
    {
        Assert.True(ScoreText.TryParse("-0.0"u8, out var score));
        Assert.True(double.IsNegative(score));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("+.")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("1e999")]
    [InlineData("nan")]
    [InlineData("inf")]
    [InlineData("1_000")]
    [InlineData("１")]
    public void TryParse_NoFiniteDecimal_IsFalse(string text) => Assert.False(ScoreText.TryParse(Encoding.UTF8.GetBytes(text), out _));

    // What programs print: the shortest digits that read back, 15 to 17 of them.
    [Fact]
    public void TryParse_ShortestDigitsOfAnyDouble_ReadBack()
    {
        var random = new Random(17);
        for (var trial = 0; trial < 200_000; trial++)
        {
            var number = random.NextDouble() * Math.Pow(10, random.Next(-4, 10));
            Assert.True(ScoreText.TryParse(Encoding.UTF8.GetBytes(number.ToString("R", CultureInfo.InvariantCulture)), out var score));
            Assert.Equal(number, score);
        }
    }

    // Between 2^53 and 2^54 every odd number lies halfway between two doubles; a tenth more or less decides.
    [Fact]
    public void TryParse_HalfwayOrNearlySo_AgreesWithTheFramework()
    {
        var random = new Random(18);
        for (var trial = 0; trial < 50_000; trial++)
        {
            var text = $"{(1L << 53) + random.NextInt64(1L << 53) | 1}{(random.Next(3) - 1) switch { -1 => "", 0 => ".0", _ => ".1" }}";
            Assert.True(ScoreText.TryParse(Encoding.UTF8.GetBytes(text), out var score));
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), score);
        }
    }

    [Fact]
    public void TryParse_AnyDigitsAndPoint_AgreesWithTheFramework()
    {
        var texts = Gen.Choose(0, 22).SelectMany(static before => Gen.Choose(0, 22).SelectMany(after => Gen.Choose(0, 9).ArrayOf(before + after)
            .Select(digits => string.Concat(digits.Take(before)) + (after > 0 ? "." + string.Concat(digits.Skip(before)) : ""))));

        Property.Holds(texts, static text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var expected) == ScoreText.TryParse(Encoding.UTF8.GetBytes(text), out var score)
            && BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(score), tests: 5_000);
    }
}
