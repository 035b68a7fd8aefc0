using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Tests.Statistics.Resampling;

namespace BenchHub.Evaluation.Tests.Statistics;

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
}
