using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Ranks;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Ranks;

public sealed class SystemGroupsTests
{
    // Best first 2 0 1 3; 2 differs from 1 and 3, 0 differs from 3: bars 2-0, 0-1, 1-3.
    [Fact]
    public void Of_NeighboursTogether_AreBars()
    {
        var groups = SystemGroups.Of([2, 0, 1, 3], [(1, 2), (2, 3), (3, 0)]);

        Assert.Equal([[2, 0], [0, 1], [1, 3]], groups);
        Assert.Equal(["ab", "bc", "a", "c"], SystemGroups.Letters(groups, 4));
    }

    // The noisy third cannot be told from the first, though the second can: not a run of neighbours.
    [Fact]
    public void Of_ALooseSystem_IsInSeveralGroups()
    {
        var groups = SystemGroups.Of([0, 1, 2], [(0, 1)]);

        Assert.Equal([[0, 2], [1, 2]], groups);
        Assert.Equal(["a", "b", "ab"], SystemGroups.Letters(groups, 3));
    }

    [Fact]
    public void Of_NothingOrEverythingSignificant_IsOneOrEach()
    {
        Assert.Equal([[1, 0, 2]], SystemGroups.Of([1, 0, 2], []));
        Assert.Equal([[1], [0]], SystemGroups.Of([1, 0], [(0, 1)]));
        Assert.Equal([[0]], SystemGroups.Of([0], []));
        Assert.Empty(SystemGroups.Of([], []));
    }

    [Fact]
    public void Letters_ManyGroups_GoOnWithNumbers()
    {
        var pairs = Enumerable.Range(0, 30).SelectMany(static a => Enumerable.Range(a + 1, 29 - a).Select(b => (a, b)));

        var letters = SystemGroups.Letters(SystemGroups.Of([.. Enumerable.Range(0, 30)], pairs), 30);

        Assert.Equal(("a", "z", "a2", "d2"), (letters[0], letters[25], letters[26], letters[29]));
    }

    // Twelve triples that differ inside only have 3^12 groups.
    [Fact]
    public void Of_ContrivedPairs_AreRefused() => Assert.Contains(
        "more than 1,000 groups",
        Assert.Throws<StatisticRefusedException>(static () => SystemGroups.Of(
            [.. Enumerable.Range(0, 36)],
            Enumerable.Range(0, 12).SelectMany(static t => new[] { (3 * t, (3 * t) + 1), (3 * t, (3 * t) + 2), ((3 * t) + 1, (3 * t) + 2) }))).Message,
        StringComparison.Ordinal);

    // Two systems share a group exactly where they are not significant, and no group lies within another.
    [Fact]
    public void Of_AnyPairs_ShareGroupsExactlyWhereNotSignificant() => Property.Holds(Gen.Choose(0, 7).Two().ListOf(), static pairs =>
    {
        var apart = pairs.Where(static pair => pair.Item1 != pair.Item2).ToHashSet();
        var groups = SystemGroups.Of([5, 2, 7, 0, 1, 3, 6, 4], apart);
        return Enumerable.Range(0, 8).All(a => Enumerable.Range(0, 8).All(b =>
                groups.Any(group => group.Contains(a) && group.Contains(b)) != (apart.Contains((a, b)) || apart.Contains((b, a)))))
            && groups.All(group => groups.Count(other => group.All(other.Contains)) == 1);
    });
}
