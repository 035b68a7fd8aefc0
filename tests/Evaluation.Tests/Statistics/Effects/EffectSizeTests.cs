using System.Text.Json.Serialization;
using BenchHub.Evaluation.Statistics.Effects;
using BenchHub.Evaluation.Tests.Statistics.Reference;
using BenchHub.Evaluation.Tests.Statistics.Resampling;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Effects;

public sealed class EffectSizeTests
{
    // Mean difference 17/400 over √(31/28000) (see PairedTTestTests): 1.2772829024547483, which is t / √8.
    [Fact]
    public void CohenDz_EightPairs_MatchesTheArithmetic() =>
        Assert.Equal(1.2772829024547483, EffectSize.CohenDz(PairedRandomizationTests.A, PairedRandomizationTests.B), precision: 12);

    [Fact]
    public void CohenDz_OnePair_IsUndefined() => Assert.Equal(double.NaN, EffectSize.CohenDz([1], [0]));

    // 0.3 - 0.2 and 0.4 - 0.3 differ in the last bit; that is no spread.
    [Fact]
    public void CohenDz_EqualDifferences_IsUndefined()
    {
        Assert.Equal(double.NaN, EffectSize.CohenDz([0.3, 0.4, 0.5], [0.2, 0.3, 0.4]));
        Assert.Equal(double.NaN, EffectSize.CohenDz([1, 2], [1, 2]));
    }

    [Fact]
    public void HedgesGAndCliffsDelta_Reference_Agree() => Assert.All(StatisticsReference.Of<Case>("effects"), static x =>
    {
        var (a, b) = StatisticsReference.Sample(x.Sample, 0);
        StatisticsReference.Close(x.Hedges ?? double.NaN, EffectSize.HedgesG(a, b), x);
        StatisticsReference.Close(x.Cliff, EffectSize.CliffsDelta(a, b), x);
    });

    // Three pairs, ν = 2: Γ(1) / (√1 Γ(1/2)) = 1 / √π. Differences 1 2 3 have mean 2 and deviation 1.
    [Fact]
    public void HedgesG_ThreePairs_MatchesTheArithmetic() =>
        Assert.Equal(2 / Math.Sqrt(Math.PI), EffectSize.HedgesG([1, 2, 3], [0, 0, 0]), precision: 12);

    [Fact]
    public void HedgesG_AnyNumberOfItems_HasTheExactFactor() => Assert.All(StatisticsReference.Of<Factor>("smallSampleFactors"), static x =>
    {
        double[] a = [.. Enumerable.Range(0, x.N).Select(static i => (double)(i % 2))];
        StatisticsReference.Close(x.Value, EffectSize.HedgesG(a, new double[x.N]) / EffectSize.CohenDz(a, new double[x.N]), x, 1e-12);
    });

    [Fact]
    public void HedgesG_TwoPairsOrEqualDifferences_IsUndefined() => Assert.Equal(
        (double.NaN, double.NaN, double.NaN),
        (EffectSize.HedgesG([1, 3], [0, 0]), EffectSize.HedgesG([], []), EffectSize.HedgesG([1, 2, 3], [0, 1, 2])));

    // Of the six pairs of {1, 2, 3} and {2, 5} one is above (3 > 2), one equal, four below: (1 - 4) / 6.
    [Fact]
    public void CliffsDelta_UnequalLengths_MatchesTheArithmetic() => Assert.Equal(-0.5, EffectSize.CliffsDelta([3, 1, 2], [5, 2]));

    [Fact]
    public void CliffsDelta_NoneOrNaN_IsUndefined()
    {
        Assert.Equal((double.NaN, double.NaN), (EffectSize.CliffsDelta([], [1]), EffectSize.CliffsDelta([1], [])));
        Assert.Equal((double.NaN, double.NaN), (EffectSize.CliffsDelta([double.NaN], [1]), EffectSize.CliffsDelta([1], [double.NaN])));
    }

    [Fact]
    public void CliffsDelta_AnyScores_EqualsTheCountOfPairs() => Property.Holds(Gen.Choose(0, 9).ListOf().Two(), static both =>
    {
        double[] a = [.. both.Item1.Select(static x => (double)x)], b = [.. both.Item2.Select(static x => (double)x)];
        var counted = a.SelectMany(_ => b, static (x, y) => Math.Sign(x - y)).DefaultIfEmpty().Average();
        return a.Length == 0 || b.Length == 0
            || (Math.Abs(EffectSize.CliffsDelta(a, b) - counted) < 1e-12 && EffectSize.CliffsDelta(a, b).Equals(-EffectSize.CliffsDelta(b, a)));
    });

    private sealed record Case(string Sample, double? Hedges, double Cliff);

    private sealed record Factor(int N, [property: JsonPropertyName("factor")] double Value);
}
