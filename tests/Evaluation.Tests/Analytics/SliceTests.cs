using BenchHub.Evaluation.Analytics;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Analytics;

public sealed class SliceTests
{
    // Inside 1 1 1, outside 0 0 0: Fisher 2/20. The other slice is the same table: Holm doubles the smaller, the other stays no less.
    [Fact]
    public void Of_ScoresOfZeroAndOne_TestsByFisher()
    {
        var table = SliceTable.Of([new("a", [0, 1, 2]), new("b", [3, 4, 5])], [1, 1, 1, 0, 0, 0]);

        Assert.Equal((1.0, 1.0, 3), (table.Slices[0].Mean, table.Slices[0].Difference, table.Slices[0].N));
        Assert.Equal((0.0, -1.0), (table.Slices[1].Mean, table.Slices[1].Difference));
        Assert.Equal(0.1, table.Slices[0].P, precision: 12);
        Assert.Equal([0.2, 0.2], table.Slices.Select(static slice => Math.Round(slice.PAdjusted, 12)));
        Assert.Contains("Fisher", table.Method, StringComparison.Ordinal);
    }

    // The same samples as in WelchTTestTests: the rest is found by taking the slice out of the whole.
    [Fact]
    public void Of_Shares_TestsByWelch()
    {
        var table = SliceTable.Of([new("a", [0, 1, 2, 3, 4])], [.1, .5, .9, .4, .3, .6, .7, .65, .9, .8, .55, .7, double.NaN]);

        Assert.Equal(0.12343109329514539, table.Slices[0].P, precision: 11);
        Assert.Equal(0.44 - 0.7, table.Slices[0].Difference, precision: 12);
    }

    // a - b is 1, 0, 1, 1: mean 3/4, deviation 1/2, t = 0.75 / 0.25 = 3 with 3 degrees of freedom: p 0.05766888562 (scipy.stats.t.sf(3, 3) * 2).
    [Fact]
    public void Of_TwoResults_TestsThePairs()
    {
        var table = SliceTable.Of([new("all", [0, 1, 2, 3, 4])], [1, 1, 1, 1, double.NaN], [0, 1, 0, 0, 1]);

        Assert.Equal((5, 4, 0.75), (table.Slices[0].Items, table.Slices[0].N, table.Slices[0].Difference));
        Assert.Equal(0.05766888562, table.Slices[0].P, precision: 10);
    }

    [Fact]
    public void Of_OneOrNoDefinedItem_HasNoTest()
    {
        var table = SliceTable.Of([new("one", [0]), new("none", [1])], [0.5, double.NaN, 0.25, 0.75]);

        Assert.Equal((1, 0.5), (table.Slices[0].N, table.Slices[0].Mean));
        Assert.Equal((0, double.NaN, double.NaN), (table.Slices[1].N, table.Slices[1].Mean, table.Slices[1].P));
        Assert.Equal(double.NaN, table.Slices[0].PAdjusted);
    }

    [Fact]
    public void Of_AllScoresEqual_FindsNothing()
    {
        var table = SliceTable.Of([new("a", [0, 1]), new("b", [2, 3])], [0.3, 0.3, 0.3, 0.3]);

        Assert.All(table.Slices, static slice => Assert.Equal((0.3, 0.0), (Math.Round(slice.Mean, 12), Math.Round(slice.Difference, 12))));
        Assert.All(table.Slices, static slice => Assert.True(!(slice.PAdjusted <= 0.05)));
    }

    [Fact]
    public void ByNameAndByNumber_AnyItems_PartThemSoThatTheWeightedMeanIsTheMean() => Property.Holds(
        Gen.ListOf(Gen.Zip(Gen.Choose(0, 70), Gen.Choose(0, 100))).Select(static list => list.ToArray()),
        static items =>
        {
            double[] scores = [.. items.Select(static item => item.Item2 == 100 ? double.NaN : item.Item2 / 100.0)];
            var byName = SliceLabels.ByName([.. items.Select(static item => item.Item1 == 0 ? (IReadOnlyList<string>)[] : [$"{item.Item1}"])]);
            var byNumber = SliceLabels.ByNumber([.. items.Select(static item => item.Item1 == 0 ? double.NaN : item.Item1)]);
            return new[] { byName, byNumber }.All(slices =>
                slices.SelectMany(static slice => slice.Items).Order().SequenceEqual(Enumerable.Range(0, items.Length))
                && Math.Abs(SliceTable.Of(slices, scores).Slices.Sum(static slice => slice.N == 0 ? 0 : slice.N * slice.Mean)
                    - scores.Where(static score => !double.IsNaN(score)).Sum()) < 1e-9);
        });

    [Fact]
    public void ByName_MoreThanFifty_TakesTheRestTogether()
    {
        var slices = SliceLabels.ByName([.. Enumerable.Range(0, 60).Select(static i => (IReadOnlyList<string>)[$"{i:00}"])]);

        Assert.Equal((50, SliceLabels.Other, 11), (slices.Count, slices[^1].Value, slices[^1].Items.Length));
    }

    [Fact]
    public void ByName_SeveralNames_PutsAnItemIntoEach()
    {
        var slices = SliceLabels.ByName([["x", "y", "x"], ["y"], []]);

        Assert.Equal([("y", 2), ("x", 1), (SliceLabels.Missing, 1)], slices.Select(static slice => (slice.Value, slice.Items.Length)));
    }

    // Lengths 1 to 20: quartiles 5.75, 10.5, 15.25.
    [Fact]
    public void ByNumber_ManyNumbers_AreQuarters() => Assert.Equal(
        ["1 – 5", "6 – 10", "11 – 15", "16 – 20"],
        SliceLabels.ByNumber([.. Enumerable.Range(1, 20).Select(static i => (double)i)]).Select(static slice => slice.Value));

    [Fact]
    public void ByNumber_FewNumbers_AreNames() => Assert.Equal(
        ["1", "2", "5"], SliceLabels.ByNumber([2, 1, 5, 2, 1]).Select(static slice => slice.Value));
}
