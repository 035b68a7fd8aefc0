using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics.Effects;

namespace BenchHub.Evaluation.Tests.Statistics.Effects;

public sealed class WinTieLossTests
{
    [Fact]
    public void Of_Scores_CountsEachPairOnce() => Assert.Equal(new WinTieLoss(2, 1, 1), WinTieLoss.Of([3, 3, 1, 0], [1, 2, 1, 1]));

    [Fact]
    public void Of_LowerIsBetter_TurnsThem() => Assert.Equal(
        new WinTieLoss(1, 1, 2), WinTieLoss.Of([3, 3, 1, 0], [1, 2, 1, 1], MetricDirection.LowerIsBetter));

    [Fact]
    public void Of_NaN_CountsNowhere() => Assert.Equal(
        new WinTieLoss(1, 0, 0), WinTieLoss.Of([double.NaN, 1, double.NaN, 2], [1, double.NaN, double.NaN, 0]));

    [Fact]
    public void Of_NoPairs_IsNone() => Assert.Equal(default, WinTieLoss.Of([], []));

    [Fact]
    public void Of_UnequalLengths_IsRefused() => Assert.Throws<ArgumentException>(static () => WinTieLoss.Of([1], []));
}
