using System.Runtime.InteropServices;

namespace BenchHub.Evaluation.Statistics.Resampling;

/// <param name="Difference">Score of a less that of b.</param>
/// <param name="P">Two-sided.</param>
/// <param name="A">What the resamples say of a.</param>
/// <param name="B">What they say of b.</param>
public sealed record CorpusBootstrapTest(double Difference, double P, ResampledScore A, ResampledScore B);

/// <summary>A score as sacreBLEU prints it, <c>mean ± half width</c>, from its resamples.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct ResampledScore(double Mean, double HalfWidth)
{
    /// <summary>Half the way from the sorted resample m / 40 (rounded down, from 0) to the one as far from the other end.</summary>
    internal static ResampledScore Of(double[] replicates)
    {
        double[] sorted = [.. replicates.Order()];
        var cut = sorted.Length / 40;
        return double.IsNaN(sorted[0]) ? new(double.NaN, double.NaN) : new(Moments.Mean(sorted), (sorted[^(cut + 1)] - sorted[cut]) / 2);
    }
}

/// <summary>
/// Paired bootstrap test of a corpus score (after Koehn, EMNLP 2004): how often the resampled differences, less their mean,
/// are as large as the difference seen.
/// </summary>
/// <remarks>
/// <para>
/// What <c>sacrebleu --paired-bs</c> estimates: c counts |d*| - mean |d*| at least |d|, p is (c + 1) / (m + 1). That draws
/// from numpy's PCG64 in single precision and wants more than |d|, so that a system against itself has the smallest p there
/// is; here it has p = 1. Elsewhere the two agree within the noise of different random numbers. sacreBLEU's default is 1,000
/// resamples.
/// </para>
/// <para>
/// Assumes independent items. Less powerful than <see cref="CorpusRandomization"/>, and only approximate for few items. No
/// items, or a score that is undefined in a resample: P is NaN. O(m * n * statistics).
/// </para>
/// </remarks>
public static class CorpusBootstrap
{
    /// <param name="a">By per-item statistic, then by item.</param>
    /// <param name="b">The same statistics of the same items.</param>
    /// <param name="statistic">The score of one system.</param>
    /// <param name="settings">How often and from which seed.</param>
    /// <param name="cancellation">Stops the resampling.</param>
    /// <exception cref="ArgumentException">There is no statistic, or they differ in number or length.</exception>
    public static CorpusBootstrapTest Test(
        IReadOnlyList<double[]> a,
        IReadOnlyList<double[]> b,
        SummedStatistic statistic,
        BootstrapSettings settings,
        CancellationToken cancellation = default)
    {
        var n = CorpusColumns.Items(a, b);
        var scoresA = Bootstrap.Replicates(a, statistic, settings, cancellation);
        var scoresB = Bootstrap.Replicates(b, statistic, settings, cancellation);
        double[] distances = [.. scoresA.Zip(scoresB, static (one, other) => Math.Abs(one - other))];
        var mean = Moments.Mean(distances);
        var seen = n == 0 ? double.NaN : statistic(Sums(a), n) - statistic(Sums(b), n);
        var least = Math.Abs(seen) - (Extremes.Gamma * Math.Abs(seen));
        var p = double.IsNaN(mean + seen) ? double.NaN : Extremes.P(distances.Count(distance => distance - mean >= least), distances.Length);
        return new(seen, p, ResampledScore.Of(scoresA), ResampledScore.Of(scoresB));
    }

    private static double[] Sums(IReadOnlyList<double[]> columns) => [.. columns.Select(static column => column.Sum())];
}
