using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Evaluation.Statistics;

namespace BenchHub.Evaluation.Tests.Statistics;

public sealed class SystemComparisonTests
{
    private static readonly Signature Signature = Signature.Of(MetricCatalog.Resolve("ndcg@10"));

    // Good beats middling and poor on every one of 60 items; middling and poor differ by noise only.
    [Fact]
    public void Compare_OneClearWinner_LeavesTheOtherTwoTogether()
    {
        var random = new Random(1);
        double[] poor = [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble() / 2)];
        double[] middling = [.. poor.Select(score => score + ((random.NextDouble() - 0.44) / 5))];
        double[] good = [.. poor.Zip(middling, static (a, b) => Math.Max(a, b) + 0.1)];

        var result = Compare(("poor", poor), ("good", good), ("middling", middling));

        Assert.Equal(["good", "middling", "poor"], result.Ranking.Select(static entry => entry.System));
        Assert.Equal([(1, 1, 1), (2, 2, 3), (3, 2, 3)], result.Ranking.Select(static entry => (entry.Rank, entry.RankLow, entry.RankHigh)));
        Assert.Equal([("poor", "good", true), ("poor", "middling", false), ("good", "middling", true)],
            result.Pairs.Select(static pair => (pair.A, pair.B, pair.Significant)));
        Assert.Equal((0, 0, 60, 60, 0), (result.Pairs[0].Wins, result.Pairs[0].Ties, result.Pairs[0].Losses, result.Pairs[0].N, result.Pairs[0].Dropped));
        Assert.Equal(3.0 / 10_001, result.Pairs[0].PAdjusted, precision: 12); // the smallest p there is, times three pairs
        Assert.All(result.Ranking, static entry => Assert.InRange(entry.Mean, entry.CiLow, entry.CiHigh));
        Assert.All(result.Pairs, static pair => Assert.InRange(pair.Difference, pair.CiLow, pair.CiHigh));
    }

    [Fact]
    public void Compare_Interval_EqualsTheAggregatesOwn()
    {
        double[] scores = [.. Enumerable.Range(0, 90).Select(static i => i * 31 % 17 / 17.0)];
        var aggregate = Aggregate.Of(MetricCatalog.Resolve("ndcg@10").Definition, scores, [], Signature);

        var entry = Compare(("a", scores), ("b", [.. scores.Reverse()]), ("c", new double[90])).Ranking.Single(static entry => entry.System == "a");

        Assert.Equal((aggregate.Value, aggregate.CiLow, aggregate.CiHigh, aggregate.N), (entry.Mean, entry.CiLow, entry.CiHigh, entry.N));
    }

    [Fact]
    public void Compare_EqualMeans_ShareTheSmallerRank()
    {
        var result = Compare(("a", [0, 1]), ("b", [1, 0]), ("c", [1, 1]), ("d", [0, 0]));

        Assert.Equal([("c", 1), ("a", 2), ("b", 2), ("d", 4)], result.Ranking.Select(static entry => (entry.System, entry.Rank)));
    }

    [Fact]
    public void Compare_LowerIsBetter_TurnsRanksAndWins()
    {
        double[] fast = [.. Enumerable.Range(0, 40).Select(static i => 1.0 + (i % 3))];
        double[] slow = [.. fast.Select(static (x, i) => x + 1 + (i % 2))];

        var result = SystemComparison.Compare(
            [new("slow", Signature, slow), new("fast", Signature, fast)],
            new ComparisonSettings { Direction = MetricDirection.LowerIsBetter });

        Assert.Equal([("fast", 1, 1, 1), ("slow", 2, 2, 2)],
            result.Ranking.Select(static entry => (entry.System, entry.Rank, entry.RankLow, entry.RankHigh)));
        Assert.Equal((0, 40, 1.5), (result.Pairs[0].Wins, result.Pairs[0].Losses, result.Pairs[0].Difference));
    }

    // b is undefined on the second item: the pair has items 1 and 3, differences 1 and -1; each mean has its own items.
    [Fact]
    public void Compare_UndefinedItems_AreDroppedPairByPair()
    {
        var result = Compare(("a", [1, 1, 0]), ("b", [0, double.NaN, 1]), ("c", [0, 0, 0]));

        Assert.Equal([("a", 2.0 / 3, 3), ("b", 0.5, 2), ("c", 0, 3)], result.Ranking.Select(static entry => (entry.System, entry.Mean, entry.N)));
        Assert.Equal([(2, 1, 0.0), (3, 0, 2.0 / 3), (2, 1, 0.5)], result.Pairs.Select(static pair => (pair.N, pair.Dropped, pair.Difference)));
    }

    [Fact]
    public void Compare_NoItems_IsUndefinedThroughout()
    {
        var result = Compare(("a", []), ("b", []));

        Assert.All(result.Ranking, static entry => Assert.Equal((1, 1, 2, double.NaN), (entry.Rank, entry.RankLow, entry.RankHigh, entry.Mean)));
        Assert.Equal((double.NaN, double.NaN, double.NaN, false),
            (result.Pairs[0].P, result.Pairs[0].PAdjusted, result.Pairs[0].CiLow, result.Pairs[0].Significant));
    }

    [Fact]
    public void Compare_SystemWithoutAValue_ComesLast() => Assert.Equal(
        [("b", 1), ("a", 2)],
        Compare(("a", [double.NaN]), ("b", [0])).Ranking.Select(static entry => (entry.System, entry.Rank)));

    [Fact]
    public void Compare_OneSystem_HasNoPairs()
    {
        var result = Compare(("a", [0.5, 1]));

        Assert.Empty(result.Pairs);
        Assert.Equal((1, 1, 1), (result.Ranking[0].Rank, result.Ranking[0].RankLow, result.Ranking[0].RankHigh));
    }

    [Fact]
    public void Compare_OtherSignature_IsRefused() => Assert.Throws<SignatureMismatchException>(static () => SystemComparison.Compare(
        [new("a", Signature, [1]), new("b", Signature.Of(MetricCatalog.Resolve("ndcg@10"), TrecMode.V9), [1])], ComparisonSettings.Default));

    [Fact]
    public void Compare_ImpossibleInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(static () => Compare());
        Assert.Throws<ArgumentException>(static () => Compare(("a", [1]), ("b", [1, 2])));
        Assert.Throws<ArgumentException>(static () => Compare(("a", [1]), ("a", [2])));
    }

    // Eight items, all won: the sign test has p = 2 / 2^8 = 1/128; four of four: 2 / 2^4 = 1/8; one of one: 1.
    // Alone each is its own p. As one family of three, Holm takes 3/128, then 2/8, then 1: the second cell changes.
    [Fact]
    public void Adjust_SeveralCells_AreOneFamily()
    {
        var settings = ComparisonSettings.Default with { Tests = ["sign"], Alpha = 0.2 };
        TestedSystems[] cells = [.. new[] { 8, 4, 1 }.Select(items => SystemComparison.Test(
            [new("a", Signature, [.. Enumerable.Repeat(1.0, items)]), new("b", Signature, new double[items])], settings))];

        var apart = cells.Select(cell => SystemComparison.Adjust([cell], "holm")[0]).ToArray();
        var together = SystemComparison.Adjust(cells, "holm");

        Assert.Equal([1 / 128.0, 1 / 8.0, 1], apart.Select(static cell => Math.Round(cell.Pairs[0].PAdjusted, 12)));
        Assert.Equal([3 / 128.0, 2 / 8.0, 1], together.Select(static cell => Math.Round(cell.Pairs[0].PAdjusted, 12)));
        Assert.Equal([true, true, false], apart.Select(static cell => cell.Pairs[0].Significant));
        Assert.Equal([true, false, false], together.Select(static cell => cell.Pairs[0].Significant));
        Assert.Equal([(1, 1), (1, 2), (1, 2)], together.Select(static cell => (cell.Ranking[0].RankLow, cell.Ranking[0].RankHigh)));
        Assert.All(together, static cell => Assert.Equal(3, cell.Family));
    }

    [Fact]
    public void Adjust_ASystemThatWasStoppedEarly_IsNotInTheFamily()
    {
        double[] ones = [1, 1, 1, 1], zeros = new double[4];
        var cell = SystemComparison.Test(
            [new("a", Signature, ones), new("b", Signature, zeros), new("c", Signature, ones) { IsStoppedEarly = true }], ComparisonSettings.Default);

        var result = SystemComparison.Adjust([cell, cell], "bonferroni")[1];

        Assert.Equal(2, result.Family);
        Assert.Equal((true, false, false), (result.Pairs[0].IsTestable, result.Pairs[1].IsTestable, result.Pairs[2].IsTestable));
        Assert.Equal(2 * 2 / 16.0, result.Pairs[0].PAdjusted);
    }

    [Fact]
    public void Test_UnknownNames_AreRefusedBeforeTheWork()
    {
        SystemColumn[] systems = [new("a", Signature, [1]), new("b", Signature, [0])];

        Assert.Throws<StatisticRefusedException>(() => SystemComparison.Test(systems, ComparisonSettings.Default with { Correction = "magic" }));
        Assert.Throws<StatisticRefusedException>(() => SystemComparison.Test(systems, ComparisonSettings.Default with { Tests = ["magic"] }));
        Assert.Throws<StatisticRefusedException>(static () => SystemComparison.Test(
            [new("a", Signature, [0.5, 0.25]), new("b", Signature, [0, 0.75])], ComparisonSettings.Default with { Tests = ["mcnemar"] }));
    }

    // The rank lies within its interval whatever the scores.
    [Fact]
    public void Compare_AnyScores_KeepsEachRankInItsInterval()
    {
        for (var trial = 0; trial < 40; trial++)
        {
            var random = new Random(trial);
            var systems = Enumerable.Range(0, 5).Select(s => ($"s{s}", Enumerable.Range(0, 25).Select(_ => random.NextDouble() + (s * random.Next(2) / 4.0)).ToArray()));

            Assert.All(Compare([.. systems]).Ranking, static entry => Assert.InRange(entry.Rank, entry.RankLow, entry.RankHigh));
        }
    }

    private static ComparisonResult Compare(params (string Name, double[] Scores)[] systems) => SystemComparison.Compare(
        [.. systems.Select(static system => new SystemColumn(system.Name, Signature, system.Scores))], ComparisonSettings.Default);
}
