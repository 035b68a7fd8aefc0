using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Tests.Statistics.Resampling;

public sealed class PercentileBootstrapTests
{
    private static readonly BootstrapSettings Quick = new() { Resamples = 4_000, Seed = 5 };

    [Fact]
    public void OfMean_NoValues_IsUndefined() => Assert.Equal(Interval.Undefined, PercentileBootstrap.OfMean([], Quick));

    [Fact]
    public void OfMean_OneValue_IsThatValue() => Assert.Equal(new(0.3, 0.3), PercentileBootstrap.OfMean([0.3], Quick));

    // 0.1 added 100 times is not 10 in binary; the interval of a constant is the constant nevertheless.
    [Fact]
    public void OfMean_Constant_IsTheConstant() =>
        Assert.Equal(new(0.1, 0.1), PercentileBootstrap.OfMean([.. Enumerable.Repeat(0.1, 100)], Quick));

    [Fact]
    public void OfMean_NaNAmongTheValues_IsUndefined() =>
        Assert.Equal(Interval.Undefined, PercentileBootstrap.OfMean([.. Enumerable.Repeat(double.NaN, 50)], Quick));

    // The resampled mean of 100 zeros and 100 ones is Binomial(200, 1/2) / 200: mean 1/2, deviation √(1/4/200) = 0.035355.
    // Its 2.5 % and 97.5 % quantiles are 86/200 and 114/200 (P(X <= 85) = 0.0200, P(X <= 86) = 0.0280).
    [Fact]
    public void OfMean_HalfOnes_HasTheBinomialQuantiles()
    {
        var interval = PercentileBootstrap.OfMean(
            [.. Enumerable.Range(0, 200).Select(static i => i % 2.0)], new BootstrapSettings { Resamples = 100_000 });

        Assert.Equal(new(86.0 / 200, 114.0 / 200), interval);
    }

    // Two values 0 and 1: the mean is 0, 1/2 or 1 with chance 1/4, 1/2, 1/4. Of 100,000, each count has deviation
    // √(100,000 * 3/16) = 137, so 700 either way is five deviations.
    [Fact]
    public void Means_TwoValues_AreDrawnWithEqualChance()
    {
        var means = PercentileBootstrap.Means([[0, 1]], new BootstrapSettings { Resamples = 100_000 })[0];

        Assert.InRange(means.Count(static mean => mean == 0), 25_000 - 700, 25_000 + 700);
        Assert.InRange(means.Count(static mean => mean == 1), 25_000 - 700, 25_000 + 700);
    }

    [Fact]
    public void Means_SeveralColumns_EqualEachColumnAlone()
    {
        var random = new Random(3);
        double[][] columns = [.. Enumerable.Range(0, 6).Select(_ => Enumerable.Range(0, 75).Select(_ => random.NextDouble()).ToArray())];

        var together = PercentileBootstrap.Means(columns, Quick);

        Assert.All(columns, (column, i) => Assert.Equal(PercentileBootstrap.Means([column], Quick)[0], together[i]));
    }

    // Pinned, so that a change of the random numbers or of their use cannot pass unseen: stored intervals must come again.
    // The value is that of a Python transcription of the definition (SplitMix64, draws, quantile), to the last bit.
    [Fact]
    public void OfMean_SameSeed_GivesTheSameBitsForever()
    {
        double[] values = [.. Enumerable.Range(0, 1_001).Select(static i => i * i % 97 / 97.0)];

        var interval = PercentileBootstrap.OfMean(values, BootstrapSettings.Default);

        Assert.Equal("0.47378317558729943 0.5125701617969657", $"{interval.Low:R} {interval.High:R}");
    }

    [Fact]
    public void OfMean_OtherSeed_GivesOtherBits()
    {
        double[] values = [.. Enumerable.Range(0, 50).Select(static i => i * i % 7 / 7.0)];

        Assert.NotEqual(PercentileBootstrap.OfMean(values, Quick), PercentileBootstrap.OfMean(values, Quick with { Seed = 6 }));
    }

    // Normal data, 40 items: the percentile interval covers the true mean nearly as often as its level says (a little
    // less, since it has no small-sample correction). 400 trials have deviation √(0.95 * 0.05 / 400) = 1.1 %.
    [Fact]
    public void OfMean_ManySamples_CoversTheTrueMean()
    {
        var random = new Random(11);
        var covered = 0;
        for (var trial = 0; trial < 400; trial++)
        {
            double[] values = [.. Enumerable.Range(0, 40).Select(_ => Normal(random))];
            var interval = PercentileBootstrap.OfMean(values, new BootstrapSettings { Resamples = 1_000, Seed = (ulong)trial });
            covered += interval.Low <= 0 && interval.High >= 0 ? 1 : 0;
        }

        Assert.InRange(covered / 400.0, 0.90, 0.98);
    }

    [Fact]
    public void OfMean_Cancelled_Stops() => Assert.ThrowsAny<OperationCanceledException>(
        static () => PercentileBootstrap.OfMean(new double[50_000], BootstrapSettings.Default, new CancellationToken(canceled: true)));

    [Fact]
    public void Settings_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new BootstrapSettings { Resamples = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new BootstrapSettings { Level = 1 });
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
