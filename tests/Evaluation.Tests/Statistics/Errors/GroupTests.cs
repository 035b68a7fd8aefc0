using BenchHub.Evaluation.Statistics.Errors;

namespace BenchHub.Evaluation.Tests.Statistics.Errors;

public sealed class GroupTests
{
    // (0.5 * 10 + 0.8 * 30) / 40 = 29 / 40.
    [Fact]
    public void Mean_TwoTasks_IsWeightedBySize() => Assert.Equal(0.725, Group.Mean([0.5, 0.8], [10, 30]), precision: 14);

    // (9 * 0.04 * 10 + 29 * 0.01 * 30) / (40 - 2) = (3.6 + 8.7) / 38; over 40 items: √(12.3 / 1520) = 0.0899561.
    [Fact]
    public void PooledError_TwoTasks_PoolsTheirVariances() =>
        Assert.Equal(Math.Sqrt(12.3 / 1_520), Group.PooledError([0.2, 0.1], [10, 30]), precision: 14);

    // One task is itself: √((n - 1) e² n / (n - 1) / n) = e.
    [Fact]
    public void PooledError_OneTask_IsItsError() => Assert.Equal(0.3, Group.PooledError([0.3], [17]), precision: 14);

    [Fact]
    public void Numbers_NoItems_AreUndefined()
    {
        Assert.Equal(double.NaN, Group.Mean([], []));
        Assert.Equal(double.NaN, Group.PooledError([], []));
        Assert.Equal(double.NaN, Group.PooledError([0.1, 0.2], [1, 1]));
        Assert.Equal(double.NaN, Group.PooledError([double.NaN, 0.2], [1, 5]));
    }

    [Fact]
    public void Numbers_OtherSizes_AreRefused()
    {
        Assert.Throws<ArgumentException>(static () => Group.Mean([1], [1, 2]));
        Assert.Throws<ArgumentException>(static () => Group.PooledError([1], [-1]));
    }
}
