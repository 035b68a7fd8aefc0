namespace BenchHub.Evaluation.Metrics.Ratings;

/// <summary>
/// Fleiss' kappa of m raters (Fleiss, 1971): (mean agreement - chance) / (1 - chance), where an item's agreement is the share of
/// its pairs of ratings that are equal, and chance the sum of the squared shares of the categories. Equals
/// <c>statsmodels.stats.inter_rater.fleiss_kappa</c> 0.13.5.
/// </summary>
/// <remarks>
/// Assumes independent items, each rated equally often, not necessarily by the same raters. O(ratings log ratings). No items, unequal
/// numbers of ratings, fewer than two, or one category throughout: NaN.
/// </remarks>
public static class FleissKappa
{
    public static double Of(IReadOnlyList<ItemRatings> items) => Prepare(items).Whole();

    internal static PreparedSet Prepare(IReadOnlyList<ItemRatings> items)
    {
        double[][] given = [.. items.Select(static item => item.Given())];
        var raters = given.Length == 0 ? 0 : given[0].Length;
        if (raters < 2 || given.Any(ratings => ratings.Length != raters))
        {
            return PreparedSet.Without(items.Count, "not every item has the same number of ratings, two or more");
        }

        var categories = new Categories(given.SelectMany(static ratings => ratings));
        int[][] rated = [.. given.Select(ratings => categories.Of(ratings))];
        double[] agreement = [.. rated.Select(static ratings => EqualPairs(ratings) / ((double)ratings.Length * (ratings.Length - 1)))];
        return categories.Count < 2
            ? PreparedSet.Without(items.Count, "all ratings are equal, so that chance alone agrees")
            : new(items.Count, times => Value(rated, agreement, times, categories.Count));
    }

    private static double Value(int[][] rated, double[] agreement, ReadOnlySpan<int> times, int categories)
    {
        var counts = new long[categories];
        var (agreed, items) = (0.0, 0L);
        for (var i = 0; i < times.Length; i++)
        {
            foreach (var category in rated[i])
            {
                counts[category] += times[i];
            }

            agreed += times[i] * agreement[i];
            items += times[i];
        }

        var (chance, ratings) = (0.0, (double)items * rated[0].Length);
        foreach (var count in counts)
        {
            chance += count / ratings * (count / ratings);
        }

        return ((agreed / items) - chance) / (1 - chance);
    }

    private static int EqualPairs(int[] ratings)
    {
        var pairs = 0;
        for (var i = 0; i < ratings.Length; i++)
        {
            pairs += ratings.AsSpan().Count(ratings[i]) - 1;
        }

        return pairs;
    }
}
