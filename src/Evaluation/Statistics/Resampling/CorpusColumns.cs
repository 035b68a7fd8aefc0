namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>The per-item statistics of two systems: columns of one length, as many for each.</summary>
internal static class CorpusColumns
{
    /// <summary>How many items they have.</summary>
    public static int Items(IReadOnlyList<double[]> a, IReadOnlyList<double[]> b)
    {
        if (a.Count == 0 || a.Count != b.Count)
        {
            throw new ArgumentException($"Both systems need the same statistics, at least one; they have {a.Count} and {b.Count}.", nameof(b));
        }

        return a.Concat(b).All(column => column.Length == a[0].Length)
            ? a[0].Length
            : throw new ArgumentException("Every statistic must have the same items in both systems.", nameof(b));
    }
}
