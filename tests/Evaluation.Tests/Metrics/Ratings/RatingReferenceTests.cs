using System.Text.Json.Nodes;
using BenchHub.Evaluation.Metrics.Ratings;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Evaluation.Tests.Metrics.Ratings;

public sealed class RatingReferenceTests
{
    private static readonly JsonObject Reference = ReferenceJson.Load("agreement_reference.json");

    [Fact]
    public void Correlations_CasesOfScipy_AreEqual()
    {
        foreach (var reference in Reference["pairs"]!.AsArray())
        {
            var (a, b) = (reference!["a"].Numbers(), reference["b"].Numbers());
            AssertEqual(reference["pearson"].Numbers(), PearsonCorrelation.Of(a, b), $"pearson of {a.Length}");
            AssertEqual(reference["spearman"].Numbers(), SpearmanCorrelation.Of(a, b), $"spearman of {a.Length}");
            AssertEqual(reference["kendall_tau"].Numbers(), KendallTau.Of(a, b), $"kendall_tau of {a.Length}");
        }
    }

    [Fact]
    public void Kappas_CasesOfScikitLearn_AreEqual()
    {
        foreach (var reference in Reference["pairs"]!.AsArray())
        {
            var (a, b) = (reference!["a"].Numbers(), reference["b"].Numbers());
            foreach (var weights in Enum.GetValues<KappaWeights>())
            {
                ReferenceJson.AssertNear(
                    reference[weights.ToString().ToLowerInvariant()]!.GetValue<double>(), CohenKappa.Of(a, b, weights), $"{weights} of {a.Length}");
            }
        }
    }

    [Fact]
    public void Measure_CrowdsOfKrippendorffAndStatsmodels_AreEqual()
    {
        foreach (var reference in Reference["crowds"]!.AsArray())
        {
            reference!["values"].AssertMeasured<ItemRatings>([.. reference["rows"]!.AsArray().Select(static row => new ItemRatings(row.Numbers()))]);
        }
    }

    // A p-value far below 1 must be right in its digits, not only near 0; but that of a correlation which rounding keeps from 1 is noise.
    private static void AssertEqual(double[] expected, Correlation actual, string what)
    {
        ReferenceJson.AssertNear(expected[0], actual.Value, what);
        if (Math.Abs(expected[0]) > 1 - 1e-12 && expected[1] < 1e-7)
        {
            Assert.InRange(actual.P, 0, 1e-7);
            return;
        }

        Assert.True(
            double.IsNaN(expected[1]) ? double.IsNaN(actual.P) : Math.Abs(expected[1] - actual.P) <= (1e-9 * expected[1]) + 1e-18,
            $"p of {what} is {actual.P:R} and should be {expected[1]:R}.");
    }
}
