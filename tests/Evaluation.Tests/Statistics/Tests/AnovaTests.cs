using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Tests;
using BenchHub.Evaluation.Tests.Statistics.Reference;

namespace BenchHub.Evaluation.Tests.Statistics.Tests;

public sealed class AnovaTests
{
    private sealed record OneWay(string Table, double F, double P);

    private sealed record TwoWay(
        string Table, double SystemF, double SystemP, double ItemF, double ItemP, double Error, double[] Tukey);

    private sealed record Tukey(string Table, double[] P, double[] Low, double[] High);

    [Fact]
    public void OneWay_Reference_EqualsFOneway() => Assert.All(StatisticsReference.Of<OneWay>("anova"), static x =>
    {
        var table = Anova.OneWay(StatisticsReference.Table(x.Table));
        StatisticsReference.Close(x.F, table.Systems.F, x);
        StatisticsReference.Close(x.P, table.Systems.P, x);
    });

    [Fact]
    public void TwoWay_Reference_EqualsStatsmodels() => Assert.All(StatisticsReference.Of<TwoWay>("twoWay"), static x =>
    {
        var table = Anova.TwoWay(StatisticsReference.Table(x.Table));
        StatisticsReference.Close(x.SystemF, table.Systems.F, x);
        StatisticsReference.Close(x.SystemP, table.Systems.P, x);
        StatisticsReference.Close(x.ItemF, table.Items!.F, x);
        StatisticsReference.Close(x.ItemP, table.Items.P, x);
        StatisticsReference.Close(x.Error, table.ErrorSumOfSquares, x);
        Assert.Equal(x.Tukey, TukeyHsd.Of(table).Select(static pair => pair.P), Near);
    });

    // scipy takes 1 - cdf, so its small p-values are rounded to some 1e-12.
    [Fact]
    public void Tukey_Reference_EqualsTukeyHsd() => Assert.All(StatisticsReference.Of<Tukey>("tukey"), static x =>
    {
        var pairs = TukeyHsd.Of(Anova.OneWay(StatisticsReference.Table(x.Table)), 0.99);
        Assert.Equal(x.P, pairs.Select(static pair => pair.P), static (e, a) => Math.Abs(e - a) <= 1e-9);
        Assert.Equal(x.Low, pairs.Select(static pair => pair.Interval.Low), Near);
        Assert.Equal(x.High, pairs.Select(static pair => pair.Interval.High), Near);
    });

    // Means 2 and 5, grand 3.5: between 3 * 1.5² * 2 = 13.5 with 1; within 2 + 2 = 4 with 4; F = 13.5.
    [Fact]
    public void OneWay_TwoSystems_MatchesTheArithmetic()
    {
        var table = Anova.OneWay([[1, 2, 3], [4, 5, 6]]);

        Assert.Equal((13.5, 1, 13.5), (table.Systems.SumOfSquares, table.Systems.Freedom, table.Systems.F));
        Assert.Equal((4, 4, 1), (table.ErrorSumOfSquares, table.ErrorFreedom, table.ErrorMeanSquare));
        Assert.Null(table.Items);
        Assert.Equal([2, 5], table.Means);
    }

    // Items' means 1.5 3 4.5, systems' 2 and 4: residuals 0.5 0 -0.5 and their negatives: 1. Systems 3 * (1 + 1) = 6 with 1, items
    // 2 * (2.25 + 0 + 2.25) = 9 with 2, error 1 with 2: F = 12 and 9.
    [Fact]
    public void TwoWay_TwoSystems_MatchesTheArithmetic()
    {
        var table = Anova.TwoWay([[1, 2, 3], [2, 4, 6]]);

        Assert.Equal((6, 1, 12), (table.Systems.SumOfSquares, table.Systems.Freedom, table.Systems.F));
        Assert.Equal((9, 2, 9), (table.Items!.SumOfSquares, table.Items.Freedom, table.Items.F));
        Assert.Equal((1, 2), (table.ErrorSumOfSquares, table.ErrorFreedom));
    }

    // Between two systems the F over systems is the square of the paired t.
    [Fact]
    public void TwoWay_TwoSystems_IsThePairedTTest()
    {
        var (a, b) = StatisticsReference.Sample(null, 300);
        var (table, test) = (Anova.TwoWay([a, b]), PairedTTest.Test(a, b));

        StatisticsReference.Close(test.T * test.T, table.Systems.F, "F");
        StatisticsReference.Close(test.P, table.Systems.P, "P");
        StatisticsReference.Close(test.P, TukeyHsd.Of(table)[0].P, "Tukey");
    }

    [Fact]
    public void OneWay_EqualScores_AreUndefinedOrCertain()
    {
        Assert.Equal((double.NaN, double.NaN), Of(Anova.OneWay([[0.1, 0.1, 0.1], [0.1, 0.1, 0.1]])));
        Assert.Equal((double.PositiveInfinity, 0), Of(Anova.OneWay([[0.1, 0.1, 0.1], [0.7, 0.7, 0.7]])));
        Assert.Equal((0, 1), Of(Anova.OneWay([[1, 2, 3], [3, 2, 1]])));
    }

    [Fact]
    public void TwoWay_ExactSums_AreCertain()
    {
        Assert.Equal((double.PositiveInfinity, 0), Of(Anova.TwoWay([[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]])));
        Assert.Equal((double.NaN, double.NaN), Of(Anova.TwoWay([[0.1, 0.1, 0.1], [0.1, 0.1, 0.1]])));
        Assert.Equal(double.NaN, Anova.TwoWay([[0.1, 0.1, 0.1], [0.7, 0.7, 0.7]]).Items!.F);
    }

    [Fact]
    public void Anova_NothingToEstimateTheErrorFrom_IsUndefined()
    {
        Assert.Equal((double.NaN, double.NaN), Of(Anova.OneWay([[1], [2]])));
        Assert.Equal((double.NaN, double.NaN), Of(Anova.OneWay([[1, 2, 3]])));
        Assert.Equal((double.NaN, double.NaN), Of(Anova.TwoWay([[1], [2]])));
        Assert.Equal((double.NaN, double.NaN), Of(Anova.TwoWay([[1, 2, 3]])));
        Assert.Equal((double.NaN, double.NaN), Of(Anova.OneWay([[1, double.NaN], [2, 3]])));
        Assert.Equal((double.NaN, double.NaN), Of(Anova.TwoWay([[1, double.NaN], [2, 3]])));
    }

    [Fact]
    public void Anova_ImpossibleInput_IsRefused()
    {
        Assert.Throws<StatisticRefusedException>(static () => Anova.OneWay([]));
        Assert.Throws<StatisticRefusedException>(static () => Anova.TwoWay([]));
        Assert.Throws<StatisticRefusedException>(static () => Anova.TwoWay([[], []]));
        Assert.Contains("there are 2, 0 scores", Assert.Throws<StatisticRefusedException>(static () => Anova.OneWay([[1, 2], []])).Message, StringComparison.Ordinal);
        Assert.Contains("there are 2, 1 scores", Assert.Throws<StatisticRefusedException>(static () => Anova.TwoWay([[1, 2], [1]])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tukey_NothingToEstimateTheErrorFrom_IsUndefined()
    {
        Assert.Empty(TukeyHsd.Of(Anova.OneWay([[1, 2, 3]])));
        var pair = TukeyHsd.Of(Anova.TwoWay([[1], [2]]))[0];
        Assert.Equal((-1, double.NaN, double.NaN), (pair.Difference, pair.P, pair.Interval.Low));
        Assert.Equal(double.NaN, TukeyHsd.Of(Anova.OneWay([[1, double.NaN], [2, 3]]))[0].P);
    }

    [Fact]
    public void Tukey_NoError_IsCertain()
    {
        var pairs = TukeyHsd.Of(Anova.OneWay([[1, 1], [2, 2], [1, 1]]));

        Assert.Equal([0, double.NaN, 0], pairs.Select(static pair => pair.P));
        Assert.Equal(new(-1, -1), pairs[0].Interval);
    }

    [Fact]
    public void Tukey_ImpossibleLevel_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => TukeyHsd.Of(Anova.OneWay([[1, 2], [3, 4]]), 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => TukeyHsd.Of(Anova.OneWay([[1, 2], [3, 4]]), 1));
    }

    private static (double F, double P) Of(AnovaTable table) => (table.Systems.F, table.Systems.P);

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) <= 1e-9 * Math.Abs(expected);
}
