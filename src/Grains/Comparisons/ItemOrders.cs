using BenchHub.Comparisons;
using BenchHub.Evaluation.Metrics;

namespace BenchHub.Grains.Comparisons;

/// <summary>Which items of two results stand on a page, from their score columns alone. Pure.</summary>
internal static class ItemOrders
{
    /// <param name="a">Scores of the items that both have.</param>
    /// <param name="b">Of the same items.</param>
    /// <param name="failed">Places of items on which either failed; read for the filter only.</param>
    /// <param name="order">Of the places.</param>
    /// <param name="filter">Which places.</param>
    /// <param name="direction">Of the metric.</param>
    /// <returns>Places, in order. O(n log n).</returns>
    public static int[] Of(double[] a, double[] b, IReadOnlySet<int> failed, ItemOrder order, ItemFilter filter, MetricDirection direction)
    {
        var sign = direction == MetricDirection.HigherIsBetter ? 1 : -1;
        var places = Enumerable.Range(0, Math.Min(a.Length, b.Length)).Where(i => filter switch
        {
            ItemFilter.Differs => Size(a[i], b[i]) > 0,
            ItemFilter.AWins => (a[i] - b[i]) * sign > 0,
            ItemFilter.BWins => (a[i] - b[i]) * sign < 0,
            ItemFilter.Errors => failed.Contains(i),
            _ => true,
        });

        // OrderBy keeps the dataset's order among equals.
        return order == ItemOrder.Index ? [.. places] : [.. places.OrderByDescending(i => Size(a[i], b[i]))];
    }

    // A score that only one side has is a difference of unknown size: less than all known ones, more than none.
    private static double Size(double a, double b) =>
        double.IsNaN(a) && double.IsNaN(b) ? -1
        : double.IsNaN(a) || double.IsNaN(b) ? double.Epsilon
        : Math.Abs(a - b);
}
