using BenchHub.Evaluation.Analytics;
using BenchHub.Evaluation.Statistics;

namespace BenchHub.Evaluation.Tests.Analytics;

public sealed class PartialMeanTests
{
    private static readonly Interval Unit = new(0, 1);

    // All K from k to N - (n - k) with hypergeom.sf(k - 1, N, K, n) > 0.025 and hypergeom.cdf(k, N, K, n) > 0.025 (scipy.stats).
    [Theory]
    [InlineData(15, 20, 100, 54, 90)]
    [InlineData(130, 200, 1319, 772, 937)]
    [InlineData(10, 10, 50, 37, 50)]
    [InlineData(0, 10, 50, 0, 13)]
    public void Predict_ZerosAndOnes_LeavesWhatTheHypergeometricDoes(int ones, int seen, int population, int low, int high)
    {
        var prediction = PartialMean.Predict([.. Enumerable.Range(0, seen).Select(i => i < ones ? 1.0 : 0)], population, Unit);

        Assert.Equal((seen, population, (double)ones / seen), (prediction.Seen, prediction.Of, prediction.Mean));
        Assert.Equal((low, high), ((int)Math.Round(prediction.Interval.Low * population), (int)Math.Round(prediction.Interval.High * population)));
    }

    // mean 0.44; deviation of five by numpy, √(1 - 5/20), t.ppf(.975, 4): 0.121010743 and 0.758989257.
    [Fact]
    public void Predict_Shares_IsStudentsWithTheCorrection()
    {
        var prediction = PartialMean.Predict([.1, .5, .9, .4, .3], 20, Unit);

        Assert.Equal(0.12101074317034755, prediction.Interval.Low, precision: 12);
        Assert.Equal(0.7589892568296523, prediction.Interval.High, precision: 12);
    }

    [Fact]
    public void Predict_AllSeen_IsKnown()
    {
        var prediction = PartialMean.Predict([.1, .5], 2, Unit);

        Assert.Equal((0.3, 0.3, 0.3), (prediction.Mean, prediction.Interval.Low, prediction.Anytime.High));
    }

    [Fact]
    public void Predict_NothingSeen_IsTheRange()
    {
        Assert.Equal((double.NaN, Unit), (PartialMean.Predict([], 5, Unit).Mean, PartialMean.Predict([], 5, Unit).Interval));
        Assert.Equal(double.NaN, PartialMean.Predict([], 5, new(0, double.PositiveInfinity)).Interval.High);
    }

    [Fact]
    public void Predict_AlikeScores_DoesNotPretendToKnowTheRest()
    {
        var prediction = PartialMean.Predict([.5, .5, .5], 10, Unit);

        Assert.Equal(prediction.Anytime, prediction.Interval);
        Assert.True(prediction.Interval.High - prediction.Interval.Low > 0.5);
        Assert.Equal(double.NaN, PartialMean.Predict([3, 3], 10, new(0, double.PositiveInfinity)).Interval.Low);
    }

    // The five items that are missing move the mean by 0.05 at most; of 95 items out of endless ones an interval is five times as wide.
    [Fact]
    public void Predict_NearlyAllSeen_LeavesTheAnytimeIntervalWhatTheRestCanMove()
    {
        var prediction = PartialMean.Predict([.. Enumerable.Range(0, 95).Select(static i => i % 2 == 0 ? 1.0 : 0)], 100, Unit);

        Assert.InRange(prediction.Anytime.High - prediction.Anytime.Low, 0.02, 0.056);
    }

    // 2,000 runs of a fixed set of items, stopped at a random part: the interval holds the mean of all 95 times of 100. The exact
    // interval covers at least that, Student's nearly; three standard errors are 1.5 %. The anytime one covers more.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Predict_RandomParts_CoversTheFinalMean(bool isBinary)
    {
        const int Runs = 2_000;
        var random = new Random(20_261);
        var (covered, anytime) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var difficulty = 0.2 + (0.6 * random.NextDouble());
            double[] all = [.. Enumerable.Range(0, 300).Select(_ => isBinary ? (random.NextDouble() < difficulty ? 1.0 : 0) : Math.Pow(random.NextDouble(), 2 * difficulty))];
            var prediction = PartialMean.Predict(all.AsSpan(0, random.Next(30, 280)), all.Length, Unit);
            covered += Holds(prediction.Interval, all.Average()) ? 1 : 0;
            anytime += Holds(prediction.Anytime, all.Average()) ? 1 : 0;
        }

        Assert.InRange(covered / (double)Runs, 0.935, isBinary ? 0.99 : 0.965);
        Assert.InRange(anytime / (double)Runs, 0.95, 1);
    }

    private static bool Holds(Interval interval, double mean) => interval.Low - 1e-12 <= mean && mean <= interval.High + 1e-12;
}
