using System.Buffers;

namespace BenchHub.Evaluation.Metrics.Ratings;

/// <summary>
/// Spearman's rank correlation (Spearman, 1904): Pearson's of the ranks, equals sharing their mean rank; equals
/// <c>scipy.stats.spearmanr</c> 1.10.1.
/// </summary>
/// <remarks>
/// Assumes independent items; the p-value is that of Student's t with n - 2 degrees of freedom, an approximation for few items.
/// O(n log n). Two items: ±1 with p NaN.
/// </remarks>
public static class SpearmanCorrelation
{
    /// <exception cref="ArgumentException">The raters rated different numbers of items.</exception>
    public static Correlation Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        TwoRaters.Require(a, b);
        var r = TwoRaters.HasNaN(a, b) ? double.NaN : Prepare(a.ToArray(), b.ToArray())(TwoRaters.Once(a.Length));
        return new(r, PearsonCorrelation.P(r, a.Length - 2), a.Length);
    }

    internal static SetValue Prepare(double[] a, double[] b)
    {
        var (categoriesA, categoriesB) = (new Categories(a), new Categories(b));
        var (ofA, ofB) = (categoriesA.Of(a), categoriesB.Of(b));
        return times =>
        {
            var n = times.Length;
            var space = ArrayPool<double>.Shared.Rent(2 * n);
            var ranksA = space.AsSpan(0, n);
            var ranksB = space.AsSpan(n, n);
            Rank(ofA, categoriesA.Count, times, ranksA);
            Rank(ofB, categoriesB.Count, times, ranksB);
            var value = PearsonCorrelation.Value(ranksA, ranksB, times);
            ArrayPool<double>.Shared.Return(space);
            return value;
        };
    }

    private static void Rank(int[] categoryOf, int categories, ReadOnlySpan<int> times, Span<double> ranks)
    {
        var space = ArrayPool<double>.Shared.Rent(categories);
        var means = space.AsSpan(0, categories);
        means.Clear();
        for (var i = 0; i < times.Length; i++)
        {
            means[categoryOf[i]] += times[i];
        }

        var below = 0.0;
        for (var c = 0; c < categories; c++)
        {
            (below, means[c]) = (below + means[c], below + ((means[c] + 1) / 2));
        }

        for (var i = 0; i < times.Length; i++)
        {
            ranks[i] = means[categoryOf[i]];
        }

        ArrayPool<double>.Shared.Return(space);
    }
}
