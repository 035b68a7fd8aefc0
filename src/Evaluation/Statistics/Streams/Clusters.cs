namespace BenchHub.Evaluation.Statistics.Streams;

/// <summary>What a sketch does with its clusters: joins neighbours, and reads order statistics from them.</summary>
internal static class Clusters
{
    /// <summary>Joins neighbours from left to right while a cluster spans at most one unit of the scale k(q) = δ / 2π asin(2q - 1).</summary>
    /// <param name="sorted">By <see cref="Cluster.Compare"/>.</param>
    /// <param name="count">Sum of the weights.</param>
    /// <param name="compression">δ.</param>
    /// <returns>Sorted likewise.</returns>
    public static Cluster[] Join(ReadOnlySpan<Cluster> sorted, long count, int compression)
    {
        var joined = new List<Cluster>(compression);
        var before = 0L;
        var limit = Limit(0, compression) * count;
        foreach (var next in sorted)
        {
            if (joined.Count > 0 && (joined[^1].IsSame(next) || before + joined[^1].Weight + next.Weight <= limit))
            {
                joined[^1] = joined[^1].With(next);
                continue;
            }

            before += joined.Count > 0 ? joined[^1].Weight : 0;
            limit = Limit((double)before / count, compression) * count;
            joined.Add(next);
        }

        // Joined clusters may change places with their neighbours.
        joined.Sort(Cluster.Compare);
        return [.. joined];
    }

    /// <summary>The value of a rank (from 0) if a cluster's values lie at its ends and evenly between. O(n log n).</summary>
    public static double Ordered(ReadOnlySpan<Cluster> clusters, long rank)
    {
        var ends = new double[clusters.Length * 2];
        for (var i = 0; i < clusters.Length; i++)
        {
            (ends[2 * i], ends[(2 * i) + 1]) = (clusters[i].Least, clusters[i].Greatest);
        }

        Array.Sort(ends);
        int low = 0, high = ends.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = CountTo(clusters, ends[middle], strictly: false) >= rank + 1 ? (low, middle) : (middle + 1, high);
        }

        if (low == 0)
        {
            return ends[0];
        }

        // Between two neighbouring ends the count grows in a straight line, and jumps at the ends.
        var from = CountTo(clusters, ends[low - 1], strictly: false);
        var to = CountTo(clusters, ends[low], strictly: true);
        return to < rank + 1
            ? ends[low]
            : ends[low - 1] + ((ends[low] - ends[low - 1]) * ((rank + 1 - from) / (to - from)));
    }

    /// <param name="sorted">Values in ascending order, with how often each stands.</param>
    /// <param name="rank">From 0.</param>
    public static double AtRank(ReadOnlySpan<(double Value, long Weight)> sorted, long rank)
    {
        var i = 0;
        for (; i < sorted.Length - 1 && rank >= sorted[i].Weight; i++)
        {
            rank -= sorted[i].Weight;
        }

        return sorted[i].Value;
    }

    private static double CountTo(ReadOnlySpan<Cluster> clusters, double value, bool strictly)
    {
        var count = 0.0;
        foreach (var cluster in clusters)
        {
            count += cluster.CountTo(value, strictly);
        }

        return count;
    }

    // The q one unit of the scale above the one given.
    private static double Limit(double q, int compression)
    {
        var angle = Math.Asin((2 * q) - 1) + (2 * Math.PI / compression);
        return angle >= Math.PI / 2 ? 1 : (Math.Sin(angle) + 1) / 2;
    }
}
