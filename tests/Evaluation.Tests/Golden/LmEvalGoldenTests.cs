using System.Text.Json;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Errors;
using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Tests.Golden;

/// <summary>Means, standard errors and draws of lm-eval's formulas run on CPython 3.11.7.</summary>
public sealed class LmEvalGoldenTests
{
    private const double Tolerance = 1e-12;

    private static JsonElement Golden => JsonDocument.Parse(File.ReadAllText(SharedFolder.Find("golden/lmeval/golden.json"))).RootElement;

    [Theory]
    [InlineData(0, "seed0_first5")]
    [InlineData(1, "seed1_first5")]
    [InlineData(12_345, "seed12345_first5")]
    public void Mt19937_Seed_DrawsWhatPythonDraws(ulong seed, string name)
    {
        var random = new Mt19937(seed);

        Assert.Equal(Numbers(Golden.GetProperty("mt19937"), name), Enumerable.Range(0, 5).Select(_ => random.NextDouble()));
    }

    [Fact]
    public void Choose_TenOf37_AreTheOnesThatPythonChooses()
    {
        var chosen = new int[10];

        new Mt19937(0).Choose<int>([.. Enumerable.Range(0, 37)], chosen);

        Assert.Equal(Numbers(Golden.GetProperty("mt19937"), "choices_seed0_k10_of_37"), chosen.Select(static item => (double)item));
    }

    [Fact]
    public void Means_AndTheirErrors_AreEqual()
    {
        var (scores, binary, likelihoods) = (Numbers(Golden, "xs"), Numbers(Golden, "binary"), Numbers(Golden, "ll"));

        Equal("mean", StandardError.OfMean(scores).Mean);
        Equal("mean_stderr", StandardError.OfMean(scores).Error);
        Equal("acc", StandardError.OfMean(binary).Mean);
        Equal("acc_stderr", StandardError.OfMean(binary).Error);
        Equal("ppl", Perplexity(likelihoods));
        Equal("median", Median(scores));
    }

    [Theory]
    [InlineData("boot_mean_1000", "xs", 1_000)]
    [InlineData("boot_mean_10000", "xs", 10_000)]
    [InlineData("boot_median_10000", "xs", 10_000)]
    [InlineData("boot_ppl_10000", "ll", 10_000)]
    public void ChunkedBootstrap_Statistic_IsEqual(string name, string items, int iterations) =>
        Equal(name, ChunkedBootstrap.StandardError<double>(
            Numbers(Golden, items),
            name.Split('_')[1] switch { "mean" => Moments.Mean, "median" => Median, _ => Perplexity },
            iterations));

    [Fact]
    public void PooledError_ThreeTasks_IsEqual()
    {
        var pooled = Golden.GetProperty("pooled");

        Assert.Equal(
            pooled.GetProperty("value").GetDouble(),
            Group.PooledError(Numbers(pooled, "se"), [.. Numbers(pooled, "n").Select(static size => (int)size)]),
            Tolerance);
    }

    [Fact]
    public void PairedRandomization_SignFlips_IsEqual()
    {
        var flips = Golden.GetProperty("sign_flip_exact");
        var differences = Numbers(flips, "d");

        var test = PairedRandomization.Test(differences, new double[differences.Length], RandomizationSettings.Default);

        Assert.Equal(flips.GetProperty("mean").GetDouble(), test.Difference, Tolerance);
        Assert.Equal((flips.GetProperty("two_sided_p").GetDouble(), true), (test.P, test.Exact));
    }

    private static double Perplexity(ReadOnlySpan<double> likelihoods) => Math.Exp(-Moments.Mean(likelihoods));

    private static double Median(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }

    private static void Equal(string name, double ours) => Assert.Equal(Golden.GetProperty(name).GetDouble(), ours, Tolerance);

    private static double[] Numbers(JsonElement of, string name) => [.. of.GetProperty(name).EnumerateArray().Select(static x => x.GetDouble())];
}
