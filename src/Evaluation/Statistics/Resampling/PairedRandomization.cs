using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Statistics.Resampling;

/// <param name="Difference">Mean of a - b.</param>
/// <param name="P">Of the alternative asked for.</param>
/// <param name="Exact">Whether all sign patterns were taken instead of a sample of them.</param>
/// <param name="Resamples">How many patterns were taken.</param>
public sealed record Randomization(double Difference, double P, bool Exact, long Resamples);

/// <summary>
/// Paired randomization (Fisher, 1935; for retrieval: Smucker, Allan and Carterette, CIKM 2007) on the mean difference: if
/// the systems were alike, either could have had either score of an item.
/// </summary>
/// <remarks>
/// <para>
/// Assumes only that under the null hypothesis the two scores of an item may be swapped. Exact where 2^n is at most
/// <see cref="RandomizationSettings.Resamples"/>: the share of sign patterns whose mean is at least as far from 0 (or to
/// the side of a one-sided alternative) as the one seen, which is what
/// <c>scipy.stats.permutation_test(permutation_type='samples')</c> gives. Otherwise (c + 1) / (m + 1) over m random
/// patterns (Phipson and Smyth, 2010). Two-sided, scipy doubles the smaller one-sided p-value: the same number where all
/// patterns are taken, since they mirror each other, and 2 (c + 1) / (m + 1) of the nearer side where they are sampled,
/// which estimates the same number. "At least as far" allows 100 ε of the mean seen, as scipy does, and the rounding of the
/// sums, so that ties count as ties.
/// </para>
/// <para>O(2^n * n) where exact; O(m * n / 8) a system plus O(m) a pair where sampled.</para>
/// <para>
/// No pair, or one with NaN or an infinite score: P is NaN. One pair: 1, or 1/2 one-sided toward the side seen. No
/// difference anywhere: 1. Items on which the systems tie change nothing.
/// </para>
/// </remarks>
public static class PairedRandomization
{
    private const ulong Use = 2;

    /// <exception cref="ArgumentException">The samples differ in length.</exception>
    public static Randomization Test(double[] a, double[] b, RandomizationSettings settings, CancellationToken cancellation = default) =>
        AllPairs([a, b], settings, cancellation)[0];

    /// <summary>Every pair (0,1), (0,2), …, (1,2), … of systems over the same items, with one set of sign patterns for all.</summary>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public static Randomization[] AllPairs(
        IReadOnlyList<double[]> columns, RandomizationSettings settings, CancellationToken cancellation = default)
    {
        var pairs = Pairs.Of(columns.Count);
        if (pairs.Length == 0)
        {
            return [];
        }

        // Found anew for each pair: the differences of all pairs together may not fit the memory.
        double[] Of((int A, int B) pair) => Differences.Of(columns[pair.A], columns[pair.B]);
        if (pairs.Any(pair => Of(pair) is var column && (column.Length == 0 || Array.Exists(column, static d => !double.IsFinite(d)))))
        {
            return [.. pairs.Select(pair => new Randomization(Moments.Mean(Of(pair)), double.NaN, false, 0))];
        }

        var n = columns[0].Length;
        return n < 31 && 1L << n <= settings.Resamples
            ? Blocks.Each(pairs.Length, i => Enumerated(Of(pairs[i]), settings.Alternative), cancellation)
            : Sampled(columns, pairs, settings, cancellation);
    }

    private static Randomization Enumerated(double[] differences, Alternative alternative)
    {
        var n = differences.Length;
        var patterns = 1L << n;
        var seen = alternative.Distance(Sum(differences, 0));
        var least = seen - (Extremes.Gamma * Math.Abs(seen)) - (n * Extremes.Epsilon * differences.Sum(Math.Abs));
        var asFar = 0L;
        for (var pattern = 0L; pattern < patterns; pattern++)
        {
            asFar += alternative.Distance(Sum(differences, pattern)) >= least ? 1 : 0;
        }

        return new(Moments.Mean(differences), (double)asFar / patterns, Exact: true, patterns);
    }

    private static double Sum(double[] differences, long negated)
    {
        var sum = 0.0;
        for (var i = 0; i < differences.Length; i++)
        {
            sum += (negated >> i & 1) == 0 ? differences[i] : -differences[i];
        }

        return sum;
    }

    // A pattern negates the items of a random half H: the sum of ±(a - b) is (A - B) - 2 (A over H - B over H). So each
    // system is summed once, not each pair.
    private static Randomization[] Sampled(
        IReadOnlyList<double[]> columns, (int A, int B)[] pairs, RandomizationSettings settings, CancellationToken cancellation)
    {
        var n = columns[0].Length;
        var scale = WholeNumbers.Scale(columns, n);
        long[][] whole = [.. columns.Select(column => WholeNumbers.Of(column, scale))];
        long[] totals = [.. whole.Select(static column => column.Sum())];
        var halves = SubsetSums.Of(whole, settings.Resamples, SplitMix64.Stream(settings.Seed, Use), cancellation);

        return Blocks.Each(pairs.Length, i =>
        {
            var pair = pairs[i];
            var total = totals[pair.A] - totals[pair.B];
            var (a, b) = (halves[pair.A], halves[pair.B]);

            // Rounding to whole numbers moved each difference by at most one, in both sums.
            var least = settings.Alternative.Distance(total) - (long)(Extremes.Gamma * Math.Abs((double)total)) - (2 * n);
            var asFar = 0;
            for (var r = 0; r < a.Length; r++)
            {
                asFar += settings.Alternative.Distance(total - (2 * (a[r] - b[r]))) >= least ? 1 : 0;
            }

            return new Randomization(
                Moments.Mean(Differences.Of(columns[pair.A], columns[pair.B])), Extremes.P(asFar, settings.Resamples), Exact: false, settings.Resamples);
        }, cancellation);
    }
}
