namespace BenchHub.Evaluation.Metrics.Ratings;

/// <summary>What each rater said of an item; the same raters in the same order for all items.</summary>
public sealed record ItemRatings
{
    /// <param name="values">One for each rater: a number, or of a category its code; NaN where the rater did not rate the item.</param>
    /// <exception cref="InvalidItemException">There are fewer than two raters, or a rating is infinite.</exception>
    public ItemRatings(IReadOnlyList<double> values)
    {
        if (values.Count < 2)
        {
            throw new InvalidItemException($"Agreement takes two or more raters, not {values.Count}.");
        }

        if (values.Any(double.IsInfinity))
        {
            throw new InvalidItemException($"Ratings must be finite numbers, or NaN where there is none, not {string.Join(", ", values)}.");
        }

        Values = values;
    }

    public IReadOnlyList<double> Values { get; }

    /// <summary>The ratings that were given.</summary>
    internal double[] Given() => [.. Values.Where(static value => !double.IsNaN(value))];

    /// <summary>Both ratings of the items that both of two raters rated.</summary>
    /// <exception cref="InvalidItemException">There are more than two raters.</exception>
    internal static (double[] A, double[] B) Pairs(IReadOnlyList<ItemRatings> items)
    {
        var crowd = items.Select(static (item, i) => (item, i)).FirstOrDefault(static entry => entry.item.Values.Count != 2);
        if (crowd.item is not null)
        {
            throw new InvalidItemException($"Item {crowd.i + 1}: this metric compares two raters, not {crowd.item.Values.Count}.");
        }

        ItemRatings[] both = [.. items.Where(static item => !item.Values.Any(double.IsNaN))];
        return ([.. both.Select(static item => item.Values[0])], [.. both.Select(static item => item.Values[1])]);
    }
}
