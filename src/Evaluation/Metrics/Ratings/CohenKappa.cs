namespace BenchHub.Evaluation.Metrics.Ratings;

/// <summary>How much two different ratings disagree.</summary>
public enum KappaWeights
{
    /// <summary>Any two different ratings disagree alike.</summary>
    None,

    /// <summary>By how many categories they are apart.</summary>
    Linear,

    /// <summary>By the square of that.</summary>
    Quadratic,
}

/// <summary>
/// Cohen's kappa of two raters (Cohen, 1960; weighted: Cohen, 1968): 1 - observed / expected disagreement. Equals
/// <c>sklearn.metrics.cohen_kappa_score</c> 1.2.1, where categories are the ratings that occur, in rising order.
/// </summary>
/// <remarks>
/// Assumes independent items and raters. O(n log n). No items, or one category throughout: NaN. NaN ratings are refused. In the
/// bootstrap, steps are counted among the categories of all items, also where a resample lacks some.
/// </remarks>
public static class CohenKappa
{
    /// <exception cref="ArgumentException">The raters rated different numbers of items, or a rating is NaN.</exception>
    public static double Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b, KappaWeights weights = KappaWeights.None)
    {
        TwoRaters.Require(a, b);
        if (TwoRaters.HasNaN(a, b))
        {
            throw new ArgumentException("A rating is NaN; leave out the items that one rater did not rate.", nameof(a));
        }

        return Prepare(a.ToArray(), b.ToArray(), weights).Whole();
    }

    internal static PreparedSet Prepare(double[] a, double[] b, KappaWeights weights)
    {
        var categories = new Categories(a.Concat(b));
        var (rowOf, columnOf) = (categories.Of(a), categories.Of(b));
        return categories.Count < 2
            ? PreparedSet.Without(a.Length, "both raters gave all items that both rated one rating, or there is none")
            : new(a.Length, times => Value(rowOf, columnOf, times, categories.Count, weights));
    }

    private static double Value(int[] rowOf, int[] columnOf, ReadOnlySpan<int> times, int categories, KappaWeights weights)
    {
        var rows = new long[categories];
        var columns = new long[categories];
        var (observed, n) = (0.0, 0L);
        for (var i = 0; i < times.Length; i++)
        {
            rows[rowOf[i]] += times[i];
            columns[columnOf[i]] += times[i];
            n += times[i];
            var apart = Math.Abs((double)rowOf[i] - columnOf[i]);
            observed += times[i] * (weights == KappaWeights.Quadratic ? apart * apart : weights == KappaWeights.Linear ? apart : Math.Min(apart, 1));
        }

        return 1 - (observed / (Expected(rows, columns, n, weights) / n));
    }

    // Sum over categories i, j of weight(i, j) * rows[i] * columns[j], in O(categories): a linear weight counts the borders between
    // i and j, a quadratic one opens into moments.
    private static double Expected(long[] rows, long[] columns, double n, KappaWeights weights)
    {
        double same = 0, crossing = 0, rowsBelow = 0, columnsBelow = 0, rowSum = 0, columnSum = 0, squares = 0;
        for (var c = 0; c < rows.Length; c++)
        {
            same += (double)rows[c] * columns[c];
            crossing += (rowsBelow * (n - columnsBelow)) + (columnsBelow * (n - rowsBelow));
            rowsBelow += rows[c];
            columnsBelow += columns[c];
            rowSum += (double)c * rows[c];
            columnSum += (double)c * columns[c];
            squares += (double)c * c * (rows[c] + columns[c]);
        }

        return weights switch
        {
            KappaWeights.Linear => crossing,
            KappaWeights.Quadratic => (n * squares) - (2 * rowSum * columnSum),
            _ => (n * n) - same,
        };
    }
}
