namespace BenchHub.Evaluation.Statistics.ChangePoints;

/// <summary>
/// Where a series changes its level (and spread), how many times unknown: the division of least cost plus penalty, found
/// exactly by PELT (Killick, Fearnhead and Eckley, "Optimal detection of changepoints with a linear computational cost",
/// JASA, 2012).
/// </summary>
/// <remarks>
/// <para>
/// Assumes independent values between changes. Values alike to their neighbours (a slow drift, daily cycles) give changes
/// where there are none.
/// </para>
/// <para>
/// O(n) where changes come regularly, O(n²) where there are none, each with the shuffles on top:
/// O(permutations * n).
/// </para>
/// <para>Fewer values than two least segments, or values all equal: no changes. Among divisions that cost the same, rounding chooses.</para>
/// </remarks>
public static class Pelt
{
    /// <param name="values">In the order of time.</param>
    /// <param name="times">One for each value.</param>
    /// <param name="settings">Default: <see cref="PeltSettings.Default"/>.</param>
    /// <param name="cancellation">Seen at each value and shuffle.</param>
    /// <exception cref="ArgumentException">Values and times differ in number, or a value is not finite.</exception>
    public static Change[] Find(
        double[] values, DateTimeOffset[] times, PeltSettings? settings = null, CancellationToken cancellation = default)
    {
        settings ??= PeltSettings.Default;
        Check(values, times);
        if (values.Length < 2 * settings.LeastSegment || !values.AsSpan().ContainsAnyExcept(values[0]))
        {
            return [];
        }

        var noise = settings.NoiseVariance ?? NoiseVariance(values);
        var cost = Cost(values, settings.Kind, noise);
        var penalty = settings.Penalty.Of(values.Length, settings.Kind);
        var priced = settings.Penalty.CountsShares ? new ModifiedBicCost(cost) : cost;
        var changes = Changes(priced, penalty, settings.LeastSegment, cancellation);
        return [.. changes.Select((change, i) => Describe(
            values,
            i == 0 ? 0 : changes[i - 1],
            change,
            i + 1 == changes.Length ? values.Length : changes[i + 1],
            times[change],
            SplitTest.P(
                stretch => Cost(stretch, settings.Kind, noise),
                values.AsSpan((i == 0 ? 0 : changes[i - 1])..(i + 1 == changes.Length ? values.Length : changes[i + 1])),
                settings,
                change,
                cancellation)))];
    }

    /// <summary>The changes of the cheapest division, ascending; each is the first index after a change.</summary>
    internal static int[] Changes(ISegmentCost cost, double penalty, int leastSegment, CancellationToken cancellation = default)
    {
        var n = cost.Length;
        var best = new double[n + 1];
        var last = new int[n + 1];
        best[0] = -penalty;
        var starts = new List<(int Start, int Until)>();
        for (var end = leastSegment; end <= n; end++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (end == leastSegment || end >= 2 * leastSegment)
            {
                starts.Add((end - leastSegment, int.MaxValue));
            }

            best[end] = double.PositiveInfinity;
            foreach (var (start, _) in starts)
            {
                var total = best[start] + cost.Of(start, end) + penalty;
                if (total < best[end])
                {
                    (best[end], last[end]) = (total, start);
                }
            }

            Prune(starts, best, cost, end, leastSegment);
        }

        var changes = new List<int>();
        for (var end = last[n]; n >= leastSegment && end > 0; end = last[end])
        {
            changes.Add(end);
        }

        changes.Reverse();
        return [.. changes];
    }

    // A start that a change here already beats is beaten for good, but only from where a change here may be: a least
    // segment further on.
    private static void Prune(List<(int Start, int Until)> starts, double[] best, ISegmentCost cost, int end, int leastSegment)
    {
        var kept = 0;
        for (var i = 0; i < starts.Count; i++)
        {
            var (start, until) = starts[i];
            var doomed = best[start] + cost.Of(start, end) > best[end] ? Math.Min(until, end + leastSegment) : until;
            if (doomed > end + 1)
            {
                starts[kept++] = (start, doomed);
            }
        }

        starts.RemoveRange(kept, starts.Count - kept);
    }

    private static void Check(double[] values, DateTimeOffset[] times)
    {
        if (values.Length != times.Length)
        {
            throw new ArgumentException($"Each value needs its time; there are {values.Length} values and {times.Length} times.", nameof(times));
        }

        var odd = Array.FindIndex(values, static value => !double.IsFinite(value));
        if (odd >= 0)
        {
            throw new ArgumentException($"The value at index {odd} ({times[odd]:u}) is {values[odd]}; leave out what is not a number.", nameof(values));
        }
    }

    private static double NoiseVariance(double[] values)
    {
        var sum = 0.0;
        for (var i = 1; i < values.Length; i++)
        {
            sum += (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
        }

        return sum / (2.0 * (values.Length - 1));
    }

    private static ISegmentCost Cost(ReadOnlySpan<double> values, ChangeKind kind, double noise) =>
        kind == ChangeKind.Mean ? new MeanCost(values, noise) : new NormalCost(values, noise / 100);

    private static Change Describe(double[] values, int from, int change, int to, DateTimeOffset at, double p)
    {
        ReadOnlySpan<double> before = values.AsSpan(from..change), after = values.AsSpan(change..to);
        var (meanBefore, meanAfter) = (Moments.Mean(before), Moments.Mean(after));
        var spread = new PrefixSums(before).Spread(0, before.Length) + new PrefixSums(after).Spread(0, after.Length);
        var pooled = Math.Sqrt(spread / (before.Length + after.Length - 2));
        return new(
            change,
            at,
            meanBefore,
            meanAfter,
            Moments.StandardDeviation(before),
            Moments.StandardDeviation(after),
            pooled > 0 ? (meanAfter - meanBefore) / pooled : double.NaN,
            p);
    }
}
