using BenchHub.Evaluation.Statistics;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics;

public sealed class QuantileTests
{
    // Position (5 - 1) * q: 0.25 -> 1 exactly; 0.1 -> 0.4, so 1 + 0.4 * (2 - 1); 0.975 -> 3.9, so 8 + 0.9 * (16 - 8).
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.1, 1.4)]
    [InlineData(0.25, 2)]
    [InlineData(0.975, 15.2)]
    [InlineData(1, 16)]
    public void OfSorted_FiveValues_InterpolatesLinearly(double q, double expected) =>
        Assert.Equal(expected, Quantile.OfSorted([1, 2, 4, 8, 16], q), precision: 12);

    [Fact]
    public void OfSorted_NoValues_IsUndefined() => Assert.Equal(double.NaN, Quantile.OfSorted([], 0.5));

    [Fact]
    public void OfSorted_OneValue_IsThatValue() => Assert.Equal(3, Quantile.OfSorted([3], 0.9));

    // Few different values, so that many are equal, as means of right-or-wrong scores are.
    [Fact]
    public void OfUnsorted_AnyValues_IsThatOfTheSorted() => Property.Holds(
        Gen.Zip(Gen.ListOf(Gen.Choose(0, 40)), Gen.Choose(0, 1_000)).Select(static both => (Values: both.Item1.Select(static v => v / 8.0).ToArray(), Q: both.Item2 / 1_000.0)),
        static one => Quantile.OfUnsorted([.. one.Values], one.Q).Equals(Quantile.OfSorted([.. one.Values.Order()], one.Q)));
}
