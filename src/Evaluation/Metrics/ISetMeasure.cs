namespace BenchHub.Evaluation.Metrics;

/// <summary>A measure of all items at once; an item has no value of its own.</summary>
internal interface ISetMeasure<in TItem> : IMeasure
{
    /// <summary>What reads a set of items once, so that its value and that of any resample of it are cheap.</summary>
    public Func<IReadOnlyList<TItem>, PreparedSet> For(MetricArguments arguments);
}

/// <summary>The value of a multiset of the items that were prepared. Safe for concurrent use.</summary>
/// <param name="times">How often each item counts, in the order of the items.</param>
/// <returns>NaN where these items leave it undefined.</returns>
internal delegate double SetValue(ReadOnlySpan<int> times);

/// <param name="Count">How many of the items count; an item that cannot, as one with a single rating, is none of them.</param>
/// <param name="Value">Of a multiset of them.</param>
/// <param name="Undefined">Why the items have no value, as a sentence without its full stop; null where they have one.</param>
internal sealed record PreparedSet(int Count, SetValue Value, string? Undefined = null)
{
    /// <summary>Set where the value comes from counts that are summed over the items.</summary>
    public PooledCounts? Pool { get; init; }

    public double Whole()
    {
        var once = new int[Count];
        once.AsSpan().Fill(1);
        return Undefined is null ? Value(once) : double.NaN;
    }

    public static PreparedSet Without(int count, string reason) => new(count, static _ => double.NaN, reason);
}

/// <param name="Columns">By count, then by item.</param>
/// <param name="Value">Of the sums of the columns.</param>
internal sealed record PooledCounts(double[][] Columns, PooledValue Value)
{
    public PreparedSet Prepare(int items) => new(items, times => Value(Sums(times))) { Pool = this };

    private double[] Sums(ReadOnlySpan<int> times)
    {
        var sums = new double[Columns.Length];
        for (var j = 0; j < sums.Length; j++)
        {
            for (var i = 0; i < times.Length; i++)
            {
                sums[j] += times[i] * Columns[j][i];
            }
        }

        return sums;
    }
}

internal delegate double PooledValue(ReadOnlySpan<double> sums);
