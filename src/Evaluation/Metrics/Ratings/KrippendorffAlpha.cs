namespace BenchHub.Evaluation.Metrics.Ratings;

/// <summary>What may be compared in ratings.</summary>
public enum MeasurementLevel
{
    /// <summary>Categories: same or different.</summary>
    Nominal,

    /// <summary>Ranks: how many ratings lie between.</summary>
    Ordinal,

    /// <summary>Numbers: their difference.</summary>
    Interval,

    /// <summary>Numbers with a zero: their difference relative to their sum.</summary>
    Ratio,
}

/// <summary>
/// Krippendorff's alpha of two or more raters, any of whom may have left out items: 1 - observed / expected disagreement
/// (Krippendorff, Computing Krippendorff's alpha-reliability, 2011). Equals inspect_ai's <c>krippendorff_alpha</c> and, with the
/// ratio level, the <c>krippendorff</c> package.
/// </summary>
/// <remarks>
/// <para>Disagreement is a mean, over pairs of ratings, of a squared difference: 1 for other categories; the number of ratings from one
/// to the other, the ends counting half; a - b; (a - b) / (a + b), or 0 where a + b is.</para>
/// <para>
/// Assumes independent items. Items with fewer than two ratings count for nothing. O(ratings * raters) and for the ratio level
/// O(distinct ratings²) besides. No item with two ratings: NaN. All ratings equal: 1, as inspect_ai has it (the package refuses).
/// </para>
/// </remarks>
public static class KrippendorffAlpha
{
    public static double Of(IReadOnlyList<ItemRatings> items, MeasurementLevel level) => Prepare(items, level).Whole();

    internal static PreparedSet Prepare(IReadOnlyList<ItemRatings> items, MeasurementLevel level)
    {
        double[][] given = [.. items.Select(static item => item.Given()).Where(static ratings => ratings.Length > 1)];
        var categories = new Categories(given.SelectMany(static ratings => ratings));
        int[][] units = [.. given.Select(ratings => categories.Of(ratings))];
        return units.Length == 0
            ? PreparedSet.Without(0, "no item has two ratings")
            : new(units.Length, times => Value(units, categories, times, level));
    }

    private static double Value(int[][] units, Categories categories, ReadOnlySpan<int> times, MeasurementLevel level)
    {
        var counts = new double[categories.Count];
        var n = 0.0;
        for (var u = 0; u < units.Length; u++)
        {
            foreach (var category in units[u])
            {
                counts[category] += times[u];
            }

            n += (double)times[u] * units[u].Length;
        }

        var place = Places(counts, categories, level);
        var observed = 0.0;
        for (var u = 0; u < units.Length; u++)
        {
            observed += times[u] == 0 ? 0 : times[u] * Within(units[u], place, level) / (units[u].Length - 1);
        }

        var expected = Among(counts, place, n, level) / (n - 1);
        return expected == 0 ? 1 : 1 - (observed / expected);
    }

    // The ordinal difference of two categories is that of their middles in the order of all ratings.
    private static double[] Places(double[] counts, Categories categories, MeasurementLevel level)
    {
        var places = new double[counts.Length];
        var below = 0.0;
        for (var c = 0; c < places.Length; c++)
        {
            places[c] = level == MeasurementLevel.Ordinal ? below + (counts[c] / 2) : categories[c];
            below += counts[c];
        }

        return places;
    }

    private static double Within(int[] unit, double[] place, MeasurementLevel level)
    {
        var sum = 0.0;
        for (var i = 0; i < unit.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                sum += 2 * Squared(place[unit[i]], place[unit[j]], level);
            }
        }

        return sum;
    }

    // The same over all n ratings; for squares of differences 2 n * (sum of squares about the mean).
    private static double Among(double[] counts, double[] place, double n, MeasurementLevel level)
    {
        var (mean, sum) = (0.0, 0.0);
        for (var c = 0; c < counts.Length; c++)
        {
            mean += counts[c] * place[c] / n;
        }

        for (var c = 0; c < counts.Length; c++)
        {
            sum += level switch
            {
                MeasurementLevel.Nominal => counts[c] * (n - counts[c]),
                MeasurementLevel.Ratio => RatioToLower(counts, place, c),
                _ => 2 * n * counts[c] * (place[c] - mean) * (place[c] - mean),
            };
        }

        return sum;
    }

    private static double RatioToLower(double[] counts, double[] place, int category)
    {
        var sum = 0.0;
        for (var c = 0; c < category; c++)
        {
            sum += 2 * counts[c] * counts[category] * Squared(place[c], place[category], MeasurementLevel.Ratio);
        }

        return sum;
    }

    private static double Squared(double a, double b, MeasurementLevel level)
    {
        var difference = level switch
        {
            MeasurementLevel.Nominal => a == b ? 0 : 1,
            MeasurementLevel.Ratio => a + b == 0 ? 0 : (a - b) / (a + b),
            _ => a - b,
        };
        return difference * difference;
    }
}
