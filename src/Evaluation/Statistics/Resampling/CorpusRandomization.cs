namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>
/// Approximate randomization of a corpus score (Riezler and Maxwell, 2005): the two systems' outputs of each item change
/// sides or not, at random, and both scores are computed again from sums. Two-sided unless the settings say otherwise.
/// </summary>
/// <remarks>
/// <para>
/// What <c>sacrebleu --paired-ar</c> estimates. That draws from numpy's PCG64 in single precision and counts only patterns
/// that go beyond the difference seen; here those that equal it count too (up to 100 ε), so that p is valid where few
/// patterns differ, and a system against itself has p = 1 rather than the smallest p there is. Elsewhere the two agree
/// within the noise of different random numbers: p is (c + 1) / (m + 1) in both.
/// </para>
/// <para>
/// Assumes that under the null hypothesis an item's two outputs may be swapped. Always sampled, however few the items. A
/// pattern on which the score is undefined counts against significance. No items, a score that is undefined as seen, or NaN
/// or an infinity among the statistics: P is NaN. O(m * n / 8) a statistic plus 2 m scores.
/// </para>
/// </remarks>
public static class CorpusRandomization
{
    private const ulong Use = 3;

    /// <param name="a">By per-item statistic, then by item.</param>
    /// <param name="b">The same statistics of the same items.</param>
    /// <param name="statistic">The score of one system.</param>
    /// <param name="settings">How often and from which seed.</param>
    /// <param name="cancellation">Stops the sampling.</param>
    /// <exception cref="ArgumentException">There is no statistic, or they differ in number or length.</exception>
    public static Randomization Test(
        IReadOnlyList<double[]> a,
        IReadOnlyList<double[]> b,
        SummedStatistic statistic,
        RandomizationSettings settings,
        CancellationToken cancellation = default)
    {
        var n = CorpusColumns.Items(a, b);
        if (n == 0 || a.Concat(b).Any(static column => column.Any(static value => !double.IsFinite(value))))
        {
            return new(double.NaN, double.NaN, Exact: false, 0);
        }

        double[] scales = [.. a.Zip(b, (one, other) => WholeNumbers.Scale([one, other], n))];
        long[][] wholeA = [.. a.Zip(scales, WholeNumbers.Of)];
        long[][] wholeB = [.. b.Zip(scales, WholeNumbers.Of)];
        var halves = SubsetSums.Of(
            [.. wholeA.Zip(wholeB, static (one, other) => one.Zip(other, static (x, y) => y - x).ToArray())],
            settings.Resamples,
            SplitMix64.Stream(settings.Seed, Use),
            cancellation);
        Column[] columns = [.. scales.Select((scale, c) => new Column(scale, wholeA[c].Sum(), wholeB[c].Sum(), halves[c]))];

        var seen = Difference(columns, resample: null, statistic, n);
        var distance = settings.Alternative.Distance(seen);
        var least = distance - (Extremes.Gamma * Math.Abs(distance));
        var nearer = Enumerable.Range(0, settings.Resamples)
            .Count(r => settings.Alternative.Distance(Difference(columns, r, statistic, n)) < least);
        var p = double.IsNaN(seen) ? double.NaN : Extremes.P(settings.Resamples - nearer, settings.Resamples);
        return new(seen, p, Exact: false, settings.Resamples);
    }

    private static double Difference(Column[] columns, int? resample, SummedStatistic statistic, int items)
    {
        Span<double> a = stackalloc double[columns.Length];
        Span<double> b = stackalloc double[columns.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            var column = columns[c];
            var moved = resample is { } r ? column.Moved[r] : 0;
            a[c] = (column.A + moved) / column.Scale;
            b[c] = (column.B - moved) / column.Scale;
        }

        return statistic(a, items) - statistic(b, items);
    }

    // Sums of one statistic in whole numbers, and what system a gains from b in each resample.
    private sealed record Column(double Scale, long A, long B, long[] Moved);
}
