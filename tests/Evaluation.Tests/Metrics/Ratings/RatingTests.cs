using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Ratings;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Resampling;
using FsCheck;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics.Ratings;

public sealed class RatingTests
{
    private const double Exact = 1e-12;
    private const double None = double.NaN;

    private static Gen<double[][]> Crowd => Gen.ArrayOf(Gen.ArrayOf(Gen.Choose(0, 4).Select(static v => (double)v), 3)).Where(static items => items.Length > 1);

    // Categories 1, 2, 3: rows 2, 1, 1 and columns 1, 2, 1 of 4 items, one of them a step apart: observed 1/4.
    // Expected 1 - (2 + 2 + 1) / 16 = 11/16; steps (4 + 4 + 1 + 1 + 2 + 2) / 16; squares (4 + 8 + 1 + 1 + 4 + 2) / 16.
    [Theory]
    [InlineData(KappaWeights.None, 7.0 / 11)]
    [InlineData(KappaWeights.Linear, 10.0 / 14)]
    [InlineData(KappaWeights.Quadratic, 16.0 / 20)]
    public void CohenKappa_Weights_AreTheirDefinitions(KappaWeights weights, double expected)
    {
        Assert.Equal(expected, CohenKappa.Of([1, 1, 2, 3], [1, 2, 2, 3], weights), Exact);
        Assert.Equal(
            expected,
            Value($"rater_kappa(weights={weights.ToString().ToLowerInvariant()})", [[1, 1], [1, 2], [None, 9], [2, 2], [3, 3]]),
            Exact);
    }

    [Fact]
    public void CohenKappa_NothingToTellApart_IsUndefined()
    {
        Assert.Equal(double.NaN, CohenKappa.Of([], []));
        Assert.Equal(double.NaN, CohenKappa.Of([1, 1], [1, 1]));
        Assert.Throws<ArgumentException>(static () => CohenKappa.Of([1], [1, 2]));
        Assert.Throws<ArgumentException>(static () => CohenKappa.Of([1, None], [1, 2]));
    }

    // Agreements 1, (2 * 1 / 6), 1: mean 7/9. Shares 5/9 and 4/9: chance 41/81. (63 - 41) / (81 - 41).
    [Fact]
    public void FleissKappa_ThreeRaters_IsItsDefinition() =>
        Assert.Equal(22.0 / 40, FleissKappa.Of([new([1, 1, 1]), new([1, 2, 1]), new([2, 2, 2])]), Exact);

    [Theory]
    [InlineData(new[] { 1.0, 1, None }, "not every item has the same number of ratings, two or more")]
    [InlineData(new[] { 2.0, 2, 2 }, "all ratings are equal, so that chance alone agrees")]
    public void FleissKappa_UnequalNumbersOrOneCategory_IsUndefined(double[] second, string reason)
    {
        var aggregate = Measure("fleiss_kappa", [[2, 2, 2], second]);

        Assert.Equal(double.NaN, aggregate.Value);
        Assert.EndsWith(reason, aggregate.Policy, StringComparison.Ordinal);
        Assert.Equal(double.NaN, FleissKappa.Of([]));
    }

    // Half of the resamples of two items hold one of them twice, which leaves kappa undefined; the others hold both.
    [Fact]
    public void FleissKappa_ResamplesOfOneCategory_AreLeftOut()
    {
        var aggregate = Measure("fleiss_kappa", [[1, 1], [2, 2]]);

        Assert.Equal((1, 1, 1), (aggregate.Value, aggregate.CiLow, aggregate.CiHigh));
    }

    // Krippendorff (2011), A: 20 values, 14 zeros and 6 ones, 4 mismatches: 1 - 19 * 4 / (14 * 6).
    [Fact]
    public void KrippendorffAlpha_TwoObserversBinary_IsThePapers()
    {
        double[] meg = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0];
        double[] owen = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0];

        Assert.Equal(1 - (19 * 4 / (14.0 * 6)), KrippendorffAlpha.Of([.. meg.Zip(owen, static (m, o) => new ItemRatings([m, o]))], MeasurementLevel.Nominal), Exact);
    }

    // Krippendorff (2011), C: 40 pairable values, 9, 13, 10, 5 and 3 of each kind, matching coincidences 7, 10, 8, 4 and 3.
    // Nominal: (39 * 32 - 344) / (40 * 39 - 344), where 344 = 9 * 8 + 13 * 12 + 10 * 9 + 5 * 4 + 3 * 2. The others as printed there.
    [Theory]
    [InlineData(MeasurementLevel.Nominal, 904.0 / 1216, 1e-12)]
    [InlineData(MeasurementLevel.Ordinal, 0.815, 5e-4)]
    [InlineData(MeasurementLevel.Interval, 0.849, 5e-4)]
    [InlineData(MeasurementLevel.Ratio, 0.797, 5e-4)]
    public void KrippendorffAlpha_FourObserversWithGaps_IsThePapers(MeasurementLevel level, double expected, double tolerance)
    {
        double[][] observers =
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
            [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
        ];

        Assert.Equal(expected, KrippendorffAlpha.Of([.. Enumerable.Range(0, 12).Select(u => new ItemRatings([.. observers.Select(o => o[u])]))], level), tolerance);
    }

    // Units (1,2), (1,1), (3,3): 3, 1 and 2 of each value, n = 6; alpha = 1 - within * 5 / among.
    // Nominal 2 and 36 - 14. Middles 1.5, 3.5, 5: 2 * 2² and 2 (3 * 4 + 6 * 12.25 + 2 * 2.25) = 180.
    // Interval 2 and 2 (3 + 6 * 4 + 2) = 58. Ratio 2 / 9 and 2 (3 / 9 + 6 / 4 + 2 / 25).
    [Theory]
    [InlineData(MeasurementLevel.Nominal, 1 - (2 * 5 / 22.0))]
    [InlineData(MeasurementLevel.Ordinal, 1 - (8 * 5 / 180.0))]
    [InlineData(MeasurementLevel.Interval, 1 - (2 * 5 / 58.0))]
    [InlineData(MeasurementLevel.Ratio, 1 - (2 / 9.0 * 5 / (2 * ((3 / 9.0) + (6 / 4.0) + (2 / 25.0)))))]
    public void KrippendorffAlpha_Levels_AreTheirDefinitions(MeasurementLevel level, double expected) => Assert.Equal(
        expected, KrippendorffAlpha.Of([new([1, 2]), new([1, 1]), new([3, 3]), new([9, None])], level), Exact);

    [Fact]
    public void KrippendorffAlpha_NothingToCompare_IsUndefinedAndAllEqualIsOne()
    {
        Assert.Equal(1, KrippendorffAlpha.Of([new([2, 2]), new([2, 2])], MeasurementLevel.Nominal));

        var aggregate = Measure("krippendorff_alpha", [[1, None], [None, 2]]);
        Assert.Equal((double.NaN, 0, 2), (aggregate.Value, aggregate.N, aggregate.Undefined));
        Assert.EndsWith("undefined because no item has two ratings", aggregate.Policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_ItemsThatCannotCount_AreUndefined()
    {
        var aggregate = Measure("krippendorff_alpha", [[1, 2], [1, 1], [3, 3], [9, None]]);

        Assert.Equal((3, 1, 0.75), (aggregate.N, aggregate.Undefined, aggregate.Coverage));
    }

    // r = 1/2; t = 0.5 √(1 / 0.75) = 1/√3 with one degree of freedom: p = 1 - 2/π atan t = 2/3.
    [Fact]
    public void PearsonCorrelation_ThreeItems_IsItsDefinition() =>
        AssertNear(0.5, 2.0 / 3, PearsonCorrelation.Of([1, 2, 3], [1, 3, 2]));

    // Ranks 1.5, 1.5, 3 and 1, 2.5, 2.5: products of deviations 0.5 - 0.25 + 0.5 over 1.5.
    [Fact]
    public void SpearmanCorrelation_Ties_ShareTheirRank() => Assert.Equal(0.5, SpearmanCorrelation.Of([1, 1, 2], [1, 2, 2]).Value, Exact);

    // 4 pairs in order, 2 not; orders of 4 items by inversions 1, 3, 5, 6, 5, 3, 1 of 24: 2 * (1 + 3 + 5) / 24.
    [Fact]
    public void KendallTau_NoTies_IsExact() => AssertNear(1.0 / 3, 0.75, KendallTau.Of([1, 2, 3, 4], [2, 1, 4, 3]));

    // One pair in order, one tied by each: 1 / √(2 * 2).
    [Fact]
    public void KendallTau_Ties_AreTakenFromThePairs() => Assert.Equal(0.5, KendallTau.Of([1, 1, 2], [1, 2, 2]).Value, Exact);

    [Fact]
    public void Correlations_TwoItems_AreAsScipyHasThem()
    {
        Assert.Equal(new(-1, 1, 2), PearsonCorrelation.Of([1, 2], [2, 1]));
        Assert.Equal(new(-1, double.NaN, 2), SpearmanCorrelation.Of([1, 2], [2, 1]));
        Assert.Equal(new(-1, 1, 2), KendallTau.Of([1, 2], [2, 1]));
    }

    public static TheoryData<double[], double[]> Undefined => new()
    {
        { [], [] },
        { [1], [1] },
        { [1, 1, 1], [1, 2, 3] },
        { [1, 2, 3], [4, 4, 4] },
        { [1, None, 3], [1, 2, 3] },
        { [1, 2, 3], [1, 2, None] },
    };

    [Theory]
    [MemberData(nameof(Undefined))]
    public void Correlations_NothingToCorrelate_AreUndefined(double[] a, double[] b)
    {
        foreach (var correlation in new[] { PearsonCorrelation.Of(a, b), SpearmanCorrelation.Of(a, b), KendallTau.Of(a, b) })
        {
            Assert.Equal(Correlation.Undefined(a.Length), correlation);
        }
    }

    [Fact]
    public void Correlations_UnequalNumbers_AreRefused()
    {
        Assert.Throws<ArgumentException>(static () => PearsonCorrelation.Of([1], [1, 2]));
        Assert.Throws<ArgumentException>(static () => SpearmanCorrelation.Of([1], [1, 2]));
        Assert.Throws<ArgumentException>(static () => KendallTau.Of([1], [1, 2]));
    }

    [Fact]
    public void Measure_Correlations_LeaveOutWhatOneRaterDidNotRate()
    {
        var pearson = Measure("pearson", [[1, 1], [2, 3], [None, 7], [3, 2]]);

        Assert.Equal((0.5, 3, 1), (Math.Round(pearson.Value, 12), pearson.N, pearson.Undefined));
        Assert.Equal(0.5, Value("spearman", [[1, 1], [2, 3], [3, 2]]), Exact);
        Assert.Equal(1.0 / 3, Value("kendall_tau", [[1, 1], [2, 3], [3, 2]]), Exact);
        Assert.EndsWith("or there are fewer than two", Measure("pearson", [[1, 1]]).Policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_ThreeRatersForTwo_IsRefused() => Assert.Equal(
        "Item 1: this metric compares two raters, not 3.",
        Assert.Throws<InvalidItemException>(static () => Value("pearson", [[1, 2, 3]])).Message);

    [Fact]
    public void ItemRatings_OneRaterOrInfinite_IsRefused()
    {
        Assert.Throws<InvalidItemException>(static () => new ItemRatings([1]));
        Assert.Throws<InvalidItemException>(static () => new ItemRatings([1, double.PositiveInfinity]));
    }

    [Fact]
    public void Agreement_OtherOrderOfItemsOrRaters_ChangesNothing() => Property.Holds(Crowd, static rows =>
    {
        double[][] other = [.. rows.Reverse().Select(static row => row.Reverse().ToArray())];
        double[][] renamed = [.. rows.Select(static row => row.Select(static v => (v * 7) % 5).ToArray())];
        return Enum.GetValues<MeasurementLevel>().All(level => Near(Alpha(rows, level), Alpha(other, level)))
            && Near(Alpha(rows, MeasurementLevel.Nominal), Alpha(renamed, MeasurementLevel.Nominal))
            && Near(FleissKappa.Of(Ratings(rows)), FleissKappa.Of(Ratings(other)));
    });

    [Fact]
    public void Alpha_IntervalShiftedAndRatioScaled_ChangesNothing() => Property.Holds(Crowd, static rows =>
        Near(Alpha(rows, MeasurementLevel.Interval), Alpha([.. rows.Select(static row => row.Select(static v => (3 * v) - 10).ToArray())], MeasurementLevel.Interval))
        && Near(Alpha(rows, MeasurementLevel.Ratio), Alpha([.. rows.Select(static row => row.Select(static v => 3 * v).ToArray())], MeasurementLevel.Ratio))
        && Near(Alpha(rows, MeasurementLevel.Ordinal), Alpha([.. rows.Select(static row => row.Select(Math.Exp).ToArray())], MeasurementLevel.Ordinal)));

    [Fact]
    public void Correlations_Swapped_AreEqualAndNegatedOpposite() => Property.Holds(Crowd, static rows =>
    {
        double[] a = [.. rows.Select(static row => row[0])], b = [.. rows.Select(static row => row[1])], minus = [.. b.Select(static v => -v)];
        return Near(PearsonCorrelation.Of(a, b).Value, PearsonCorrelation.Of(b, a).Value)
            && Near(KendallTau.Of(a, b).Value, KendallTau.Of(b, a).Value) && Near(KendallTau.Of(a, b).P, KendallTau.Of(b, a).P)
            && Near(KendallTau.Of(a, b).Value, -KendallTau.Of(a, minus).Value)
            && Near(SpearmanCorrelation.Of(a, b).Value, -SpearmanCorrelation.Of(a, minus).Value)
            && Near(CohenKappa.Of(a, b, KappaWeights.Linear), CohenKappa.Of(b, a, KappaWeights.Linear));
    });

    // Items that count several times are as good as repeated ones; those that count 0 times are as good as absent.
    [Fact]
    public void Correlations_OfAMultiset_AreThoseOfItsItems() => Property.Holds(Gen.Two(Crowd), static both =>
    {
        var rows = both.Item1;
        int[] times = [.. rows.Select((_, i) => (int)both.Item2[i % both.Item2.Length][2])];
        double[] a = [.. rows.Select(static row => row[0])], b = [.. rows.Select(static row => row[1])];
        double[] allA = [.. a.SelectMany((v, i) => Enumerable.Repeat(v, times[i]))], allB = [.. b.SelectMany((v, i) => Enumerable.Repeat(v, times[i]))];
        return Near(PearsonCorrelation.Prepare(a, b)(times), PearsonCorrelation.Of(allA, allB).Value)
            && Near(SpearmanCorrelation.Prepare(a, b)(times), SpearmanCorrelation.Of(allA, allB).Value)
            && Near(KendallTau.Prepare(a, b)(times), KendallTau.Of(allA, allB).Value)
            && Near(CohenKappa.Prepare(a, b, KappaWeights.None).Value(times), CohenKappa.Of(allA, allB));
    });

    // By counting all pairs.
    [Fact]
    public void KendallTau_AnyRatings_IsTheCountOfPairs() => Property.Holds(Crowd, static rows =>
    {
        double surplus = 0, untiedA = 0, untiedB = 0;
        foreach (var (i, j) in Pairs.Of(rows.Length))
        {
            int a = rows[i][0].CompareTo(rows[j][0]), b = rows[i][1].CompareTo(rows[j][1]);
            (surplus, untiedA, untiedB) = (surplus + (a * b), untiedA + (a * a), untiedB + (b * b));
        }

        var tau = KendallTau.Of([.. rows.Select(static row => row[0])], [.. rows.Select(static row => row[1])]).Value;
        return untiedA == 0 || untiedB == 0 ? double.IsNaN(tau) : Near(tau, surplus / Math.Sqrt(untiedA * untiedB));
    });

    private static void AssertNear(double value, double p, Correlation actual)
    {
        Assert.Equal(value, actual.Value, Exact);
        Assert.Equal(p, actual.P, Exact);
    }

    private static bool Near(double a, double b) => a.Equals(b) || Math.Abs(a - b) < 1e-9;

    private static double Alpha(double[][] rows, MeasurementLevel level) => KrippendorffAlpha.Of(Ratings(rows), level);

    private static ItemRatings[] Ratings(double[][] rows) => [.. rows.Select(static row => new ItemRatings(row))];

    private static double Value(string metric, double[][] rows) => Measure(metric, rows).Value;

    private static Aggregate Measure(string metric, double[][] rows) =>
        MetricCatalog.Resolve(metric).Over(Ratings(rows), new BootstrapSettings { Resamples = 20 });
}
