using BenchHub.Evaluation.Statistics.Sequential;

namespace BenchHub.Evaluation.Tests.Statistics.Sequential;

public sealed class RandomOrderTests
{
    // Output i of SplitMix64(0) from i = 0: e220a8397b1dcdaf 6e789e6aa1b965f4 06c45d188009454f. From the last place down, with
    // the high 64 bits of (i + 1) times output i. i = 2: 3 · 06c45d18… is below 2^64, so 0: 2 1 0. i = 1: 2 · 6e789e6a… is
    // below 2^64, so 0: 1 2 0.
    [Fact]
    public void Of_Seed0_IsThatOfTheFormula() => Assert.Equal([1, 2, 0], RandomOrder.Of(0, 3));

    [Fact]
    public void Of_AMillion_IsAPermutationAndTheSameAgain()
    {
        var order = RandomOrder.Of(7, 1_000_000);

        Assert.Equal(Enumerable.Range(0, 1_000_000), order.Order());
        Assert.Equal(order, RandomOrder.Of(7, 1_000_000));
        Assert.NotEqual(order, RandomOrder.Of(8, 1_000_000));
    }

    // 24 orders of 4 items, 24,000 seeds: about 1,000 each, standard deviation √(24000 · 1/24 · 23/24) = 31; five of them either way.
    [Fact]
    public void Of_ManySeeds_GivesEveryOrderAboutAsOften()
    {
        var counts = Enumerable.Range(0, 24_000).CountBy(static seed => string.Join(' ', RandomOrder.Of(seed, 4))).ToDictionary();

        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, static count => Assert.InRange(count, 845, 1155));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Of_HardlyAnyItems_IsThese(int count) => Assert.Equal(Enumerable.Range(0, count), RandomOrder.Of(3, count));
}
