using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Tests.Statistics.Resampling;

/// <summary>Intervals from the replicates that scipy drew, so that nothing is left to chance.</summary>
public sealed class BootstrappedTests
{
    private const double Tolerance = 1e-9;

    private static readonly Dictionary<string, SummedStatistic> Statistics = new()
    {
        ["mean of skewed"] = static (sums, items) => sums[0] / items,
        ["mean of few values"] = static (sums, items) => sums[0] / items,
        ["ratio of sums"] = static (sums, _) => sums[0] / sums[1],
        ["difference of means"] = static (sums, items) => (sums[0] - sums[1]) / items,
        ["exponential of mean"] = static (sums, items) => Math.Exp(-sums[0] / items),
    };

    public static TheoryData<string> Names => [.. ResamplingReference.Cases("bootstraps").Select(static item => item.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Intervals_ReplicatesOfScipy_EqualScipys(string name)
    {
        var reference = ResamplingReference.Case("bootstraps", name);

        var ours = new Bootstrapped(reference.Number("estimate"), reference.Numbers("replicates"), reference.Number("acceleration"));

        Assert.Equal(reference.Number("error"), ours.StandardError, Tolerance);
        foreach (var (level, row) in new[] { (0.95, 0), (0.8, 1) })
        {
            Same(reference.GetProperty("percentile")[row].Numbers(), ours.Percentile(level));
            Same(reference.GetProperty("basic")[row].Numbers(), ours.Basic(level));
            Same(reference.GetProperty("BCa")[row].Numbers(), ours.Bca(level));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Acceleration_DataOfScipy_EqualsScipys(string name)
    {
        if (!Statistics.TryGetValue(name, out var statistic))
        {
            return;
        }

        var reference = ResamplingReference.Case("bootstraps", name);
        double[][] data = [.. reference.GetProperty("data").EnumerateArray().Select(static column => column.Numbers())];
        double[] sums = [.. data.Select(static column => column.Sum())];

        Assert.Equal(reference.Number("acceleration"), Jackknife.Acceleration(data, sums, statistic), Tolerance);
        if (name.StartsWith("mean", StringComparison.Ordinal))
        {
            Assert.Equal(reference.Number("acceleration"), Jackknife.Acceleration(data[0]), Tolerance);
        }
    }

    // Replicates 1 to 5, estimate 3: two below, three up to it, a share of 5/10, so no bias; no acceleration either. BCa is
    // the percentile interval: positions 4 * 0.1 and 4 * 0.9 above 1, which are 1.4 and 4.6.
    [Fact]
    public void Bca_NoBiasNoAcceleration_IsThePercentileInterval()
    {
        var (low, high) = new Bootstrapped(3, [3, 1, 4, 5, 2], acceleration: 0).Bca(0.8);

        Assert.Equal(1.4, low, precision: 12);
        Assert.Equal(4.6, high, precision: 12);
    }

    // All replicates but one above the estimate, in 2: share 1/4... bias = Φ⁻¹(1/4), and Φ(2 bias ± z) are the quantiles.
    [Fact]
    public void Bca_Bias_MovesBothEndsTwiceAsFar()
    {
        var (low, high) = new Bootstrapped(0.5, [0, 1, 1, 1], acceleration: 0).Bca(0.5);

        // z₀ = -0.674490, z = 0.674490: Φ(-2.023470) = 0.021512 at position 3 * 0.021512 = 0.064537 between 0 and 1;
        // Φ(-0.674490) = 0.25 at position 0.75.
        Assert.Equal(0.064537, low, precision: 6);
        Assert.Equal(0.75, high, precision: 12);
    }

    // 0.1 + 0.2 and 0.3 are the same number in truth, and half of such ties count as below: share 1/2 of two, no bias.
    [Fact]
    public void Bca_RoundedTies_AreTies() =>
        Assert.Equal(
            new Bootstrapped(0.3, [0.2, 0.3, 0.4], acceleration: 0).Bca(0.5),
            new Bootstrapped(0.1 + 0.2, [0.2, 0.3, 0.4], acceleration: 0).Bca(0.5));

    // Every replicate below the estimate: the bias is infinite, and with an acceleration the quantile is ∞ - ∞.
    [Fact]
    public void Bca_EstimateBeyondAllReplicates_IsUndefined() =>
        Assert.Equal(Interval.Undefined, new Bootstrapped(9, [1, 2, 3], acceleration: 0.1).Bca(0.95));

    [Fact]
    public void Intervals_AReplicateWithoutValue_AreUndefined()
    {
        var some = new Bootstrapped(1, [1, double.NaN, 2], acceleration: 0);

        Assert.Equal((Interval.Undefined, Interval.Undefined, Interval.Undefined), (some.Percentile(0.9), some.Basic(0.9), some.Bca(0.9)));
        Assert.Equal((1, double.NaN), (some.Estimate, some.StandardError));
    }

    // U = x - 1 = -1, -1, 2: Σ U² = 6, Σ U³ = 6, a = 6 / (6 * 6^1.5) = 6^-1.5 = 0.0680414.
    [Fact]
    public void Acceleration_ThreeItems_IsASixthOfTheSkewness() => Assert.Equal(Math.Pow(6, -1.5), Jackknife.Acceleration([0, 0, 3]), precision: 14);

    [Fact]
    public void Acceleration_EqualItems_IsUndefined() => Assert.Equal(double.NaN, Jackknife.Acceleration([2, 2, 2]));

    private static void Same(double[] expected, Interval interval)
    {
        Assert.Equal(expected[0], interval.Low, Tolerance);
        Assert.Equal(expected[1], interval.High, Tolerance);
    }
}
