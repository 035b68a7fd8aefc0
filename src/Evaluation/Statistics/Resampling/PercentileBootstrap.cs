using System.Runtime.Intrinsics;

namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>
/// Percentile bootstrap interval of a mean (Efron, 1979): the items are drawn with replacement, and the interval runs
/// between the (1 ± level) / 2 quantiles (<see cref="Quantile"/>) of the resampled means. Agrees with
/// <c>scipy.stats.bootstrap(method='percentile')</c> within the noise of different random numbers.
/// </summary>
/// <remarks>
/// <para>Assumes that items are independent draws from what the mean is to speak about.</para>
/// <para>
/// An item is drawn as the high half of a 32-bit random number times n, which favours some by at most n / 2^32
/// (0.001 % for 50,000). O(resamples * n), shared among the cores, the same bits for any number of them.
/// </para>
/// <para>No values: NaN. One value or equal values: that value at both ends. NaN among the values gives NaN.</para>
/// </remarks>
public static class PercentileBootstrap
{
    private const ulong Use = 1;
    private const int Lanes = 4;

    public static Interval OfMean(double[] values, BootstrapSettings settings, CancellationToken cancellation = default) =>
        IntervalOf(Means([values], settings, cancellation)[0], values, settings.Level);

    /// <summary>
    /// The resampled means of several columns over the same items; resample r draws the same items in each, so that the
    /// difference of two columns' means is a resampled paired difference.
    /// </summary>
    /// <returns>By column, then by resample; each equals what the column gives alone.</returns>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public static double[][] Means(IReadOnlyList<double[]> columns, BootstrapSettings settings, CancellationToken cancellation = default)
    {
        var n = columns.Count == 0 ? 0 : columns[0].Length;
        if (columns.Any(column => column.Length != n))
        {
            throw new ArgumentException("The columns differ in length.", nameof(columns));
        }

        double[][] means = [.. columns.Select(_ => new double[settings.Resamples])];
        var seed = SplitMix64.Stream(settings.Seed, Use);
        for (var first = 0; first < columns.Count; first += Lanes)
        {
            var strip = new ArraySegment<double[]>([.. columns.Skip(first).Take(Lanes)]);
            var into = new ArraySegment<double[]>(means, first, strip.Count);
            if (strip.Count == 1)
            {
                var values = strip[0];
                Blocks.Run(settings.Resamples, n, r => into[0][r] = Mean(values, seed, r), cancellation);
            }
            else
            {
                var rows = Rows(strip, n);
                Blocks.Run(settings.Resamples, n * Lanes, r => Store(Mean(rows, n, seed, r), into, r), cancellation);
            }
        }

        return means;
    }

    /// <summary>The interval of resampled means (which this sorts), kept within the range that a mean of the values can have.</summary>
    internal static Interval IntervalOf(double[] means, ReadOnlySpan<double> values, double level)
    {
        if (values.IsEmpty || double.IsNaN(means[0]))
        {
            return Interval.Undefined;
        }

        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        Array.Sort(means);
        var tail = (1 - level) / 2;
        return new(
            Math.Clamp(Quantile.OfSorted(means, tail), low, high),
            Math.Clamp(Quantile.OfSorted(means, 1 - tail), low, high));
    }

    // Two sums, of the odd and the even draws, so that an addition need not wait for the one before.
    private static double Mean(double[] values, ulong seed, int resample)
    {
        var n = (uint)values.Length;
        var words = (n + 1) / 2;
        var index = (ulong)resample * words;
        double odd = 0, even = 0;
        for (var last = index + (n / 2); index < last; index++)
        {
            var word = SplitMix64.At(seed, index);
            odd += values[(int)(((word >> 32) * n) >> 32)];
            even += values[(int)(((word & uint.MaxValue) * n) >> 32)];
        }

        if (n % 2 == 1)
        {
            odd += values[(int)(((SplitMix64.At(seed, index) >> 32) * n) >> 32)];
        }

        return (odd + even) / n;
    }

    private static Vector256<double> Mean(double[] rows, int count, ulong seed, int resample)
    {
        var n = (uint)count;
        var words = (n + 1) / 2;
        var index = (ulong)resample * words;
        Vector256<double> odd = default, even = default;
        for (var last = index + (n / 2); index < last; index++)
        {
            var word = SplitMix64.At(seed, index);
            odd += Vector256.Create(rows, (int)(((word >> 32) * n) >> 32) * Lanes);
            even += Vector256.Create(rows, (int)(((word & uint.MaxValue) * n) >> 32) * Lanes);
        }

        if (n % 2 == 1)
        {
            odd += Vector256.Create(rows, (int)(((SplitMix64.At(seed, index) >> 32) * n) >> 32) * Lanes);
        }

        return (odd + even) / Vector256.Create((double)n);
    }

    private static double[] Rows(ArraySegment<double[]> columns, int n)
    {
        var rows = new double[n * Lanes];
        for (var lane = 0; lane < columns.Count; lane++)
        {
            for (var i = 0; i < n; i++)
            {
                rows[(i * Lanes) + lane] = columns[lane][i];
            }
        }

        return rows;
    }

    private static void Store(Vector256<double> mean, ArraySegment<double[]> into, int resample)
    {
        for (var lane = 0; lane < into.Count; lane++)
        {
            into[lane][resample] = mean[lane];
        }
    }
}
