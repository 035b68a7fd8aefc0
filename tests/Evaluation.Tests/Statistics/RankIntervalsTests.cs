using BenchHub.Evaluation.Statistics;

namespace BenchHub.Evaluation.Tests.Statistics;

public sealed class RankIntervalsTests
{
    // Of four, 0 beats 2 and 3, 1 beats 3: 0 in [1, 4-2], 1 in [1, 4-1], 2 in [1+1, 4], 3 in [1+2, 4].
    [Fact]
    public void Of_SomeSignificantPairs_CountsThemOnBothSides() =>
        Assert.Equal([new(1, 2), new(1, 3), new(2, 4), new(3, 4)], RankIntervals.Of(4, [(0, 2), (0, 3), (1, 3)]));

    [Fact]
    public void Of_NoSignificantPair_LeavesAllRanksOpen() => Assert.Equal([new(1, 2), new(1, 2)], RankIntervals.Of(2, []));

    [Fact]
    public void Of_NoSystems_IsEmpty() => Assert.Empty(RankIntervals.Of(0, []));
}
