using BenchHub.Evaluation.Statistics;

namespace BenchHub.Evaluation.Analytics;

/// <param name="From">Belongs to the bin.</param>
/// <param name="To">Belongs to the next one, but to this one where it is the last.</param>
/// <param name="Count">Values within.</param>
public readonly record struct HistogramBin(double From, double To, int Count);

/// <summary>How values are spread.</summary>
/// <param name="Bins">Of equal width, the least first; none where there are no values.</param>
/// <param name="Quantiles">By their order from 0 to 1, type 7.</param>
/// <param name="N">Values.</param>
/// <param name="Undefined">NaNs, which are in nothing else.</param>
public sealed record Histogram(IReadOnlyList<HistogramBin> Bins, IReadOnlyList<(double Q, double Value)> Quantiles, int N, int Undefined)
{
    private static readonly double[] Shown = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

    /// <param name="values">In any order; infinite ones are refused by the metrics that would make them.</param>
    /// <param name="bins">How many; values that are all equal fill one.</param>
    /// <param name="range">What the values may be; where an end is infinite, or one is left out, the least and greatest seen.</param>
    public static Histogram Of(double[] values, int bins, Interval? range = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        var sorted = Array.FindAll(values, static value => !double.IsNaN(value));
        Array.Sort(sorted);
        if (sorted.Length == 0)
        {
            return new([], [], 0, values.Length);
        }

        var low = range is { Low: var least } && double.IsFinite(least) ? Math.Min(least, sorted[0]) : sorted[0];
        var high = range is { High: var most } && double.IsFinite(most) ? Math.Max(most, sorted[^1]) : sorted[^1];
        return new(
            low == high ? [new(low, high, sorted.Length)] : Count(sorted, low, high, bins),
            [.. Shown.Select(q => (q, Quantile.OfSorted(sorted, q)))],
            sorted.Length,
            values.Length - sorted.Length);
    }

    private static HistogramBin[] Count(double[] sorted, double low, double high, int bins)
    {
        var counts = new int[bins];
        double Edge(int bin) => bin == bins ? high : low + ((high - low) * bin / bins);
        var at = 0;
        foreach (var value in sorted)
        {
            while (at < bins - 1 && value >= Edge(at + 1))
            {
                at++;
            }

            counts[at]++;
        }

        return [.. counts.Select((count, bin) => new HistogramBin(Edge(bin), Edge(bin + 1), count))];
    }
}
