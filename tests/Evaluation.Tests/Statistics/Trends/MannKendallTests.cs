using BenchHub.Evaluation.Statistics.Trends;
using BenchHub.Evaluation.Tests.Statistics.Streams;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Trends;

public sealed class MannKendallTests
{
    [Fact]
    public void Test_ReferenceSeries_EqualsTheDefinitionAndKendalltau() => Assert.All(
        ReferenceValues.Read("trends_reference.json").GetProperty("trends").EnumerateArray(),
        static expected =>
        {
            var test = MannKendall.Test(expected.Numbers("x"), expected.Numbers("y"));
            var theirs = expected.GetProperty("kendall");
            Assert.Equal(theirs.GetProperty("s").GetInt64(), test.S);
            ReferenceValues.AssertNear(theirs.Number("variance"), test.Variance);
            ReferenceValues.AssertNear(theirs.Number("z"), test.Z);
            ReferenceValues.AssertNear(theirs.Number("p"), test.P);
            ReferenceValues.AssertNear(theirs.Number("tau"), test.Tau);
        });

    // 1 2 3 4: all 6 pairs rise. Var 4*3*13/18 = 26/3. z = 5 / √(26/3) = 1.698416, two-sided 0.0894293. Tau 1.
    [Fact]
    public void Test_FourRising_MatchesTheArithmetic()
    {
        var test = MannKendall.Test([0, 1, 2, 3], [1, 2, 3, 4]);

        Assert.Equal((6, 1.0), (test.S, test.Tau));
        Assert.Equal(26 / 3.0, test.Variance, precision: 14);
        Assert.Equal(5 / Math.Sqrt(26 / 3.0), test.Z, precision: 14);
        Assert.Equal(0.0894293, test.P, precision: 6);
    }

    // 3 1 2 2: pairs -, -, -, +, +, 0: S = -1, and one nearer to 0 is 0. Values two tied: var (156 - 2*1*9)/18 = 23/3.
    // Tau-b -1 / √(6 * 5).
    [Fact]
    public void Test_OnePairMoreFalls_IsNoTrend()
    {
        var test = MannKendall.Test([0, 1, 2, 3], [3, 1, 2, 2]);

        Assert.Equal((-1, 0.0, 1.0), (test.S, test.Z, test.P));
        Assert.Equal(23 / 3.0, test.Variance, precision: 14);
        Assert.Equal(-1 / Math.Sqrt(30), test.Tau, precision: 14);
    }

    // Times 0 0 1 1, values 1 1 2 3: pairs across times all rise: S = 4. Kendall's three parts: (156 - 2*18 - 18) / 18 = 17/3;
    // (2 + 2) * 2 / (2*4*3) = 1/3; no groups of three: 0. Together 6. Tau 4 / √(4 * 5).
    [Fact]
    public void Test_TiesInTimesAndValues_CorrectsTheVariance()
    {
        var test = MannKendall.Test([1, 0, 1, 0], [2, 1, 3, 1]);

        Assert.Equal(4, test.S);
        Assert.Equal(6, test.Variance, precision: 14);
        Assert.Equal(3 / Math.Sqrt(6), test.Z, precision: 14);
        Assert.Equal(4 / Math.Sqrt(20), test.Tau, precision: 14);
    }

    // Two points: 2*1*9/18 = 1; S - 1 = 0.
    [Fact]
    public void Test_TwoPoints_CannotShowATrend() =>
        Assert.Equal(new(1, 1, 0, 1, 1), MannKendall.Test([0, 1], [0, 1]));

    [Theory]
    [InlineData(new double[0], new double[0])]
    [InlineData(new double[] { 1 }, new double[] { 2 })]
    [InlineData(new double[] { 1, 1, 1 }, new double[] { 2, 3, 4 })]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 4, 4, 4 })]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 2, double.NaN, 4 })]
    public void Test_NothingToGoBy_IsUndefined(double[] x, double[] y)
    {
        var test = MannKendall.Test(x, y);

        Assert.Equal((0, double.NaN, double.NaN, double.NaN), (test.S, test.Z, test.P, test.Tau));
    }

    [Fact]
    public void Test_UnequalLengths_IsRefused() => Assert.Throws<ArgumentException>(static () => MannKendall.Test([1, 2], [1]));

    [Fact]
    public void Test_AnySeries_CountsThePairsAndTurnsRoundWithTheValues() => Property.Holds(
        Values.Scores.Where(static list => list.Length > 1).Zip(Gen.Choose(0, 10_000)), static drawn =>
        {
            var (y, seed) = drawn;
            var random = new Random(seed);
            double[] x = [.. y.Select(_ => (double)random.Next(y.Length))];
            var pairs = Enumerable.Range(0, y.Length).Sum(i => Enumerable.Range(0, i).Sum(j => Math.Sign(x[i] - x[j]) * Math.Sign(y[i] - y[j])));
            var (test, turned) = (MannKendall.Test(x, y), MannKendall.Test(x, [.. y.Select(static value => -value)]));
            return test.S == pairs && turned.S == -pairs && test.P.Equals(turned.P) && test.Variance == turned.Variance;
        });

    // Noise alone: p below 0.05 in about one of twenty series (deviation √(0.05 * 0.95 / 1000) = 0.7 %).
    [Fact]
    public void Test_NoTrend_FindsOneAsOftenAsItSays()
    {
        var random = new Random(12);
        double[] x = [.. Enumerable.Range(0, 25)];
        var found = Enumerable.Range(0, 1_000).Count(_ => MannKendall.Test(x, [.. x.Select(_ => random.NextDouble())]).P < 0.05);

        Assert.InRange(found, 25, 72);
    }
}
