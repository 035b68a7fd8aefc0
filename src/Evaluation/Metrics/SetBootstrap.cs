using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Metrics;

/// <summary>
/// Percentile bootstrap interval (Efron, 1979) of a value that all items have together: by <see cref="Bootstrap"/> where it
/// comes from sums, otherwise from items that are drawn one by one.
/// </summary>
/// <remarks>
/// A resample that leaves the value undefined (one class only, say) is left out. No items, or no resample with a value: NaN.
/// O(resamples * cost of a value), shared among the cores, the same bits for any number of them.
/// </remarks>
internal static class SetBootstrap
{
    private const ulong Use = 1;

    [ThreadStatic]
    private static int[]? _times;

    public static Interval Of(PreparedSet set, BootstrapSettings settings, CancellationToken cancellation)
    {
        if (set.Count == 0 || set.Undefined is not null)
        {
            return Interval.Undefined;
        }

        var values = set.Pool is { } pool
            ? Bootstrap.Replicates(pool.Columns, (sums, _) => pool.Value(sums), settings, cancellation)
            : Drawn(set, settings, cancellation);
        var defined = Array.FindAll(values, static value => !double.IsNaN(value));
        Array.Sort(defined);
        var tail = (1 - settings.Level) / 2;
        return new(Quantile.OfSorted(defined, tail), Quantile.OfSorted(defined, 1 - tail));
    }

    private static double[] Drawn(PreparedSet set, BootstrapSettings settings, CancellationToken cancellation)
    {
        var values = new double[settings.Resamples];
        var seed = SplitMix64.Stream(settings.Seed, Use);
        Blocks.Run(
            settings.Resamples,
            set.Count,
            (first, count) =>
            {
                for (var r = first; r < first + count; r++)
                {
                    values[r] = set.Value(Draw(set.Count, seed, r));
                }
            },
            cancellation);
        return values;
    }

    private static ReadOnlySpan<int> Draw(int count, ulong seed, int resample)
    {
        if (_times is null || _times.Length < count)
        {
            _times = new int[count];
        }

        var times = _times.AsSpan(0, count);
        times.Clear();
        var n = (uint)count;
        var index = (ulong)resample * ((n + 1) / 2);
        for (var last = index + (n / 2); index < last; index++)
        {
            var word = SplitMix64.At(seed, index);
            times[(int)(((word >> 32) * n) >> 32)]++;
            times[(int)(((word & uint.MaxValue) * n) >> 32)]++;
        }

        if (n % 2 == 1)
        {
            times[(int)(((SplitMix64.At(seed, index) >> 32) * n) >> 32)]++;
        }

        return times;
    }
}
