using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Tests.Statistics.Resampling;

public sealed class ResampledSumsTests
{
    // Stored intervals must come again: a second derivation, in Python, of every random number and count. The sums are of
    // whole numbers, so they are equal or wrong. The last case has resamples that were repeated (the script sees to it).
    [Fact]
    public void Each_SameSeed_GivesTheSameBitsForever() =>
        Assert.All(ResamplingReference.Cases("draws"), static draws =>
        {
            var n = draws.GetProperty("n").GetInt32();
            double[] values = [.. Enumerable.Range(0, n).Select(static i => (double)(i * i % 97))];
            var seed = SplitMix64.Stream(draws.GetProperty("seed").GetUInt64(), 1);

            Assert.Equal(draws.Numbers("sums"), Sums([values], draws.GetProperty("resamples").GetInt32(), seed)[0]);
        });

    // The item counts of a resample add up to n: a column of ones sums to n exactly, also where strips end in odd places.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(1_023)]
    [InlineData(1_025)]
    [InlineData(5_000)]
    public void Each_AnyNumberOfItems_DrawsAsManyAsThereAre(int n)
    {
        var ones = Enumerable.Repeat(1.0, n).ToArray();

        Assert.All(Sums([ones], 700, seed: 9)[0], sum => Assert.Equal(n, sum));
    }

    // Which thread does what depends on how many resamples there are; a resample must not.
    [Fact]
    public void Each_MoreResamples_BeginsWithTheSame()
    {
        var values = Values(3_000, 1);

        Assert.Equal(Sums([values], 100, seed: 1)[0], Sums([values], 2_000, seed: 1)[0].Take(100));
    }

    [Fact]
    public void Each_SeveralColumns_EqualEachColumnAlone()
    {
        double[][] columns = [.. Enumerable.Range(0, 6).Select(static c => Values(2_100, c))];

        var together = Sums(columns, 300, seed: 4);

        Assert.All(columns, (column, c) => Assert.Equal(Sums([column], 300, seed: 4)[0], together[c]));
    }

    // Each item's number of draws is Binomial(n, 1/n): for n = 2,000 the chances of 0, 1, 2, 3 and 4 are (1 - 1/n)^n = 0.36779,
    // 0.36797, 0.18398, 0.06130, 0.01530. An item in the first strip, one in the last, 40,000 resamples: deviations of at
    // most √(0.368 * 0.632 / 40,000) = 0.0024; 0.011 is more than four of them.
    [Theory]
    [InlineData(3)]
    [InlineData(1_999)]
    public void Each_OneItem_IsDrawnAsOftenAsTheBinomialSays(int item)
    {
        const int n = 2_000;
        var one = new double[n];
        one[item] = 1;

        var counts = Sums([one], 40_000, seed: 2)[0].CountBy(static sum => sum).ToDictionary();

        var chance = Math.Pow(1 - (1.0 / n), n);
        for (var k = 0; k < 5; chance *= (n - k) / ((k + 1.0) * (n - 1)), k++)
        {
            Assert.Equal(chance, counts[k] / 40_000.0, tolerance: 0.011);
        }
    }

    // Draws of two items exclude each other: their counts have covariance -1/n, here -0.1. The product of two counts has a
    // deviation of about 1, the mean of 200,000 one of 0.0023.
    [Fact]
    public void Each_TwoItems_AreDrawnAtEachOthersCost()
    {
        double[][] columns = [[1, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]];

        var sums = Sums(columns, 200_000, seed: 3);

        Assert.Equal(-0.1, sums[0].Zip(sums[1], static (x, y) => (x - 1) * (y - 1)).Average(), tolerance: 0.01);
    }

    private static double[] Values(int n, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())];
    }

    private static double[][] Sums(double[][] columns, int resamples, ulong seed)
    {
        double[][] sums = [.. columns.Select(_ => new double[resamples])];
        ResampledSums.Each(columns, resamples, seed, (r, of) =>
        {
            for (var c = 0; c < of.Length; c++)
            {
                sums[c][r] = of[c];
            }
        }, TestContext.Current.CancellationToken);
        return sums;
    }
}
