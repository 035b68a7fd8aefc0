using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Tests.Statistics.Resampling;

public sealed class PoissonCountsTests
{
    // e^-λ λ^k / k!. Of 3.2 million, each share has a deviation of √(p (1 - p) / 3.2e6); six of them and half a count.
    [Theory]
    [InlineData(1)]
    [InlineData(0.6)]
    public void Draw_ManyCounts_HavePoissonShares(double mean)
    {
        const int n = 3_200_000;
        var drawn = new double[n];

        var sum = new PoissonCounts(mean).Draw(drawn.AsSpan(0, 32_000), seed: 5, index: 0);
        for (var from = 0; from < n; from += 32_000)
        {
            new PoissonCounts(mean).Draw(drawn.AsSpan(from, 32_000), seed: 5, (ulong)from / 4);
        }

        Assert.Equal(drawn.Take(32_000).Sum(), (ushort)sum);
        var shares = drawn.CountBy(static count => (int)count).ToDictionary(static of => of.Key, static of => of.Value / (double)n);
        var chance = Math.Exp(-mean);
        for (var k = 0; k <= 9; chance *= mean / ++k)
        {
            Assert.Equal(chance, shares.GetValueOrDefault(k), tolerance: (6 * Math.Sqrt(chance / n)) + (0.5 / n));
        }
    }

    // e^-1 = 0.36787944: 24,109 of 65,536 parts are whole and 0.348 is left over. What is left over of 0 to 6 and all of 7 and
    // more go the second way.
    [Fact]
    public void Draw_ManyCounts_ReachesWhatHasLessThanAPartIn65536()
    {
        var drawn = new double[1 << 16];
        var most = 0.0;
        for (var pass = 0UL; pass < 100; pass++)
        {
            new PoissonCounts(1).Draw(drawn, pass, 0);
            most = Math.Max(most, drawn.Max());
        }

        // P(N >= 8) = 1.0e-5 and P(N >= 13) = 6e-11, of 6.5 million.
        Assert.InRange(most, 8, 12);
    }

    [Fact]
    public void Draw_MeanOfZero_DrawsNothing()
    {
        var drawn = new double[6_400];

        Assert.Equal(0, new PoissonCounts(0).Draw(drawn, seed: 1, index: 0));
        Assert.All(drawn, static count => Assert.Equal(0, count));
    }
}
