using System.Text.Json;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Corrections;
using BenchHub.Evaluation.Tests.Statistics.Reference;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Corrections;

public sealed class CorrectionCatalogTests
{
    private static readonly double[] Four = [0.03, 0.01, 0.04, 0.02];

    [Fact]
    public void Adjust_Reference_EqualsStatsmodels() => Assert.All(
        StatisticsReference.Of<Dictionary<string, double[]>>("corrections"),
        static x => Assert.All(CorrectionCatalog.All.Skip(1), correction =>
        {
            var adjusted = correction.Adjust(x["p"]);
            Assert.Equal(x["p"].Length, adjusted.Length);
            for (var i = 0; i < adjusted.Length; i++)
            {
                StatisticsReference.Close(x[correction.Name][i], adjusted[i], (correction.Name, JsonSerializer.Serialize(x["p"])));
            }
        }));

    // Sorted 0.01 0.02 0.03 0.04. Hochberg: times 4 3 2 1 = 0.04 0.06 0.06 0.04, never above the one after: 0.04 throughout.
    // Benjamini-Hochberg: times 4/1 4/2 4/3 4/4 = 0.04 throughout. Yekutieli: that times 1 + 1/2 + 1/3 + 1/4 = 25/12.
    [Theory]
    [InlineData("none", 0.03, 0.01, 0.04, 0.02)]
    [InlineData("bonferroni", 0.12, 0.04, 0.16, 0.08)]
    [InlineData("holm", 0.06, 0.04, 0.06, 0.06)]
    [InlineData("hochberg", 0.04, 0.04, 0.04, 0.04)]
    [InlineData("bh", 0.04, 0.04, 0.04, 0.04)]
    [InlineData("by", 1 / 12.0, 1 / 12.0, 1 / 12.0, 1 / 12.0)]
    public void Adjust_FourValues_MatchesTheArithmetic(string name, params double[] expected) => Assert.Equal(
        expected, CorrectionCatalog.Resolve(name).Adjust(Four), static (e, a) => Math.Abs(e - a) < 1e-15);

    [Fact]
    public void Adjust_NaN_StaysAndDoesNotCount() => Assert.All(CorrectionCatalog.All, static correction =>
    {
        var without = correction.Adjust([0.01, 0.04, 0.3]);
        Assert.Equal([without[0], double.NaN, without[1], without[2]], correction.Adjust([0.01, double.NaN, 0.04, 0.3]));
        Assert.Equal([double.NaN], correction.Adjust([double.NaN]));
    });

    [Fact]
    public void Adjust_NoneOrOne_IsUnchanged() => Assert.All(CorrectionCatalog.All, static correction =>
    {
        Assert.Empty(correction.Adjust([]));
        Assert.Equal([0.3], correction.Adjust([0.3]));
    });

    // No correction lowers a p or exceeds 1, and all keep the order; of the family-wise ones Bonferroni is the largest, then Holm,
    // then Hochberg, and Benjamini-Hochberg is below those.
    [Fact]
    public void Adjust_AnyValues_IsOrdered() => Property.Holds(Gen.Choose(0, 400).ListOf(), static list =>
    {
        double[] p = [.. list.Select(static x => x / 400.0)];
        double[][] adjusted = [.. CorrectionCatalog.All.Select(correction => correction.Adjust(p))];
        return adjusted.All(values => values.Zip(p).All(static both => both.First >= both.Second - 1e-15 && both.First <= 1)
                && p.Zip(values).Order().Select(static both => both.Second).Aggregate((Sorted: true, Last: 0.0), static (s, x) => (s.Sorted && x >= s.Last, x)).Sorted)
            && AtLeast(adjusted[1], adjusted[2]) && AtLeast(adjusted[2], adjusted[3]) && AtLeast(adjusted[3], adjusted[4]) && AtLeast(adjusted[5], adjusted[4]);
    });

    [Fact]
    public void Resolve_UnknownName_ListsThem() => Assert.Equal(
        "There is no correction 'sidak'; choose one of none, bonferroni, holm, hochberg, bh, by.",
        Assert.Throws<StatisticRefusedException>(static () => CorrectionCatalog.Resolve("sidak")).Message);

    [Fact]
    public void All_EachSaysWhatItHolds() => Assert.All(CorrectionCatalog.All, static correction => Assert.NotEmpty(correction.Holds));

    private static bool AtLeast(double[] large, double[] small) => large.Zip(small).All(static both => both.First >= both.Second - 1e-12);
}
