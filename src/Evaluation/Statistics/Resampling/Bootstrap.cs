namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>
/// The bootstrap (Efron, 1979): items are drawn with replacement, as many as there are, and the number of interest is
/// computed from each such resample. Agrees with <c>scipy.stats.bootstrap</c> within the noise of different random numbers.
/// </summary>
/// <remarks>
/// Assumes that items are independent draws from what the number is to speak about; for clusters of items pass one row of
/// sums for each cluster. O(resamples * n * columns), shared among the cores; the same bits for any number of them. Each
/// item has the same chance up to n / 2^53. No items: everything is NaN. NaN or an infinite value: likewise. One item or
/// items that are all alike: each replicate is the estimate (<see cref="Bootstrapped"/> says what the intervals then are).
/// </remarks>
public static class Bootstrap
{
    private const ulong Use = 1;

    /// <summary>Of the mean of one score per item.</summary>
    public static Bootstrapped OfMean(double[] values, BootstrapSettings settings, CancellationToken cancellation = default) =>
        Bootstrapped.OfMean(Means([values], settings, cancellation)[0], values);

    /// <summary>Of the mean of a - b, both systems drawing the same items.</summary>
    /// <exception cref="ArgumentException">The samples differ in length.</exception>
    public static Bootstrapped OfMeanDifference(
        double[] a, double[] b, BootstrapSettings settings, CancellationToken cancellation = default) =>
        OfMean(Differences.Of(a, b), settings, cancellation);

    /// <summary>Of a number computed from sums.</summary>
    /// <param name="columns">By per-item statistic, then by item.</param>
    /// <param name="statistic">The number.</param>
    /// <param name="settings">How often and from which seed.</param>
    /// <param name="cancellation">Stops the resampling.</param>
    /// <exception cref="ArgumentException">There is no column, or they differ in length.</exception>
    public static Bootstrapped OfStatistic(
        IReadOnlyList<double[]> columns, SummedStatistic statistic, BootstrapSettings settings, CancellationToken cancellation = default)
    {
        var replicates = Replicates(columns, statistic, settings, cancellation);
        double[] sums = [.. columns.Select(static column => column.Sum())];
        var estimate = columns[0].Length == 0 ? double.NaN : statistic(sums, columns[0].Length);
        if (columns.All(static column => column.AsSpan().IndexOfAnyExcept(column.AsSpan(0, Math.Min(1, column.Length))) < 0))
        {
            Array.Fill(replicates, estimate);
        }

        return new(estimate, replicates, Jackknife.Acceleration(columns, sums, statistic));
    }

    /// <summary>Of a number of system a less that of system b, both drawing the same items.</summary>
    /// <param name="a">By per-item statistic, then by item.</param>
    /// <param name="b">The same statistics of the same items.</param>
    /// <param name="statistic">The number of one system.</param>
    /// <param name="settings">How often and from which seed.</param>
    /// <param name="cancellation">Stops the resampling.</param>
    /// <exception cref="ArgumentException">There is no column, or they differ in number or length.</exception>
    public static Bootstrapped OfStatisticDifference(
        IReadOnlyList<double[]> a,
        IReadOnlyList<double[]> b,
        SummedStatistic statistic,
        BootstrapSettings settings,
        CancellationToken cancellation = default)
    {
        CorpusColumns.Items(a, b);
        var k = a.Count;
        return OfStatistic([.. a, .. b], (sums, items) => statistic(sums[..k], items) - statistic(sums[k..], items), settings, cancellation);
    }

    /// <summary>The number in each resample, in their order.</summary>
    internal static double[] Replicates(
        IReadOnlyList<double[]> columns, SummedStatistic statistic, BootstrapSettings settings, CancellationToken cancellation)
    {
        var n = Length(columns);
        var replicates = new double[settings.Resamples];
        Run(columns, settings, (r, sums) => replicates[r] = n == 0 ? double.NaN : statistic(sums, n), cancellation);
        return replicates;
    }

    /// <summary>
    /// The resampled means of several columns over the same items; resample r draws the same items in each, so that the
    /// difference of two columns' means is a resampled paired difference.
    /// </summary>
    /// <returns>By column, then by resample; each equals what the column gives alone.</returns>
    internal static double[][] Means(IReadOnlyList<double[]> columns, BootstrapSettings settings, CancellationToken cancellation)
    {
        var n = Length(columns);
        double[][] means = [.. columns.Select(_ => new double[settings.Resamples])];
        Run(columns, settings, (r, sums) =>
        {
            for (var c = 0; c < sums.Length; c++)
            {
                means[c][r] = sums[c] / n;
            }
        }, cancellation);
        return means;
    }

    private static void Run(IReadOnlyList<double[]> columns, BootstrapSettings settings, SumsOfResample done, CancellationToken cancellation) =>
        ResampledSums.Each([.. columns], settings.Resamples, SplitMix64.Stream(settings.Seed, Use), done, cancellation);

    private static int Length(IReadOnlyList<double[]> columns)
    {
        if (columns.Count == 0 || columns.Any(column => column.Length != columns[0].Length))
        {
            throw new ArgumentException("Give at least one column, and all of the same items.", nameof(columns));
        }

        return columns[0].Length;
    }
}
