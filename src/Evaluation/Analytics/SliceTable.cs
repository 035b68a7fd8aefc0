using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Corrections;
using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Analytics;

/// <param name="Value">As <see cref="Slice.Value"/>.</param>
/// <param name="Items">In the slice.</param>
/// <param name="N">Of these, with a score (with both scores, where two results are compared).</param>
/// <param name="Mean">Over these; NaN for none.</param>
/// <param name="Low">Lower end of the mean's interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Difference">From the mean of all other items; where two results are compared, mean of a - b.</param>
/// <param name="P">Of no difference; NaN where it cannot be tested.</param>
/// <param name="PAdjusted">By Holm over all slices of the table.</param>
public sealed record SliceScore(
    string Value, int Items, int N, double Mean, double Low, double High, double Difference, double P, double PAdjusted);

/// <param name="Slices">In the order given.</param>
/// <param name="Method">In words, for a report.</param>
public sealed record SliceScores(IReadOnlyList<SliceScore> Slices, string Method);

/// <summary>How well a result does on each part of its items.</summary>
public static class SliceTable
{
    private const double Level = 0.95;

    /// <summary>
    /// Each slice against all items outside of it: Fisher's exact test where all scores are 0 or 1, Welch's t-test otherwise, which
    /// both assume independent items. O(items) but for Fisher's test.
    /// </summary>
    /// <param name="slices">Of the items; they may overlap.</param>
    /// <param name="scores">By item; NaN is left out.</param>
    public static SliceScores Of(IReadOnlyList<Slice> slices, double[] scores)
    {
        var defined = Array.FindAll(scores, static score => !double.IsNaN(score));
        var isBinary = Array.TrueForAll(defined, static score => score is 0 or 1);
        var all = SampleMoments.Of(defined);
        var rows = slices.Select(slice =>
        {
            var inside = Defined(slice, scores);
            var part = SampleMoments.Of(inside);
            var rest = Without(all, part, defined, isBinary);
            var interval = isBinary ? ProportionInterval.Wilson((long)inside.Sum(), inside.Length, Level) : part.MeanInterval(Level);
            var p = part.N == 0 || rest.N == 0 ? double.NaN
                : isBinary ? FisherExact.P((long)inside.Sum(), part.N, (long)(defined.Sum() - inside.Sum()), rest.N)
                : WelchTTest.Test(part, rest).P;
            return new SliceScore(slice.Value, slice.Items.Length, inside.Length, part.Mean, interval.Low, interval.High, part.Mean - rest.Mean, p, p);
        });
        return new(Adjusted([.. rows]), isBinary
            ? "Each slice against all other items by Fisher's exact test, two-sided; intervals of the share after Wilson, 95 %; p adjusted over the slices by holm"
            : "Each slice against all other items by Welch's t-test, two-sided; Student's intervals of the mean, 95 %; p adjusted over the slices by holm");
    }

    /// <summary>Two results on each slice by the paired t-test of the items that both have a score on; the mean is a's.</summary>
    /// <exception cref="ArgumentException">The results differ in their number of items.</exception>
    public static SliceScores Of(IReadOnlyList<Slice> slices, double[] a, double[] b)
    {
        var differences = a.Zip(b, static (one, other) => one - other).ToArray();
        if (a.Length != b.Length)
        {
            throw new ArgumentException($"The results have {a.Length} and {b.Length} items; compare results on the same items.", nameof(b));
        }

        var rows = slices.Select(slice =>
        {
            int[] both = [.. slice.Items.Where(i => !double.IsNaN(differences[i]))];
            double[] ours = [.. both.Select(i => a[i])], theirs = [.. both.Select(i => b[i])];
            var part = SampleMoments.Of(ours);
            var interval = part.MeanInterval(Level);
            var p = PairedTTest.Test(ours, theirs).P;
            return new SliceScore(slice.Value, slice.Items.Length, both.Length, part.Mean, interval.Low, interval.High, part.Mean - Moments.Mean(theirs), p, p);
        });
        return new(Adjusted([.. rows]), "Both results on each slice by the paired t-test, two-sided; Student's intervals of the first one's mean, 95 %; p adjusted over the slices by holm");
    }

    private static double[] Defined(Slice slice, double[] scores) =>
        [.. slice.Items.Select(i => scores[i]).Where(static score => !double.IsNaN(score))];

    // The sums of squares around the two means, and the distance of these, add up to that of the whole.
    private static SampleMoments Without(SampleMoments all, SampleMoments part, double[] defined, bool isBinary)
    {
        var n = all.N - part.N;
        if (n == 0 || part.N == 0)
        {
            return n == 0 ? new(0, double.NaN, double.NaN) : all;
        }

        var mean = ((all.Mean * all.N) - (part.Mean * part.N)) / n;
        if (isBinary || n == 1 || !defined.AsSpan().ContainsAnyExcept(defined[0]))
        {
            return new(n, mean, n == 1 ? double.NaN : 0);
        }

        var within = part.N == 1 ? 0 : part.Variance * (part.N - 1);
        var between = (part.Mean - mean) * (part.Mean - mean) * part.N * n / all.N;
        return new(n, mean, Math.Max(0, (all.Variance * (all.N - 1)) - within - between) / (n - 1));
    }

    private static SliceScore[] Adjusted(SliceScore[] rows)
    {
        var adjusted = Holm.Adjust([.. rows.Select(static row => row.P)]);
        return [.. rows.Select((row, i) => row with { PAdjusted = adjusted[i] })];
    }
}
