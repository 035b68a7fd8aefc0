using BenchHub.Evaluation.Statistics.Ranks;

namespace BenchHub.Evaluation.Tests.Statistics.Ranks;

public sealed class MidRanksTests
{
    // 1 1 | 2 | 5 5 5: ranks 1.5 1.5 3 5 5 5; 2³ - 2 + 3³ - 3 = 30.
    [Fact]
    public void Of_Ties_ShareMeanRanks()
    {
        Assert.Equal([5, 1.5, 3, 5, 1.5, 5], MidRanks.Of([5, 1, 2, 5, 1, 5], out var ties));
        Assert.Equal(30, ties);
    }

    [Fact]
    public void Of_NoneOrOne_IsPlain()
    {
        Assert.Empty(MidRanks.Of([], out _));
        Assert.Equal([1], MidRanks.Of([7], out var ties));
        Assert.Equal(0, ties);
    }
}
