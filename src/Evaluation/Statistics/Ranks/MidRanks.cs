namespace BenchHub.Evaluation.Statistics.Ranks;

/// <summary>Ranks from 1 for the smallest; equal values share the mean of their ranks.</summary>
internal static class MidRanks
{
    /// <param name="values">Without NaN.</param>
    /// <param name="ties">Σ (t³ - t) over the groups of t equal values.</param>
    /// <returns>In the order of the values. O(n log n).</returns>
    public static double[] Of(ReadOnlySpan<double> values, out double ties)
    {
        var sorted = values.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        ties = 0;
        for (int first = 0, next; first < sorted.Length; first = next)
        {
            for (next = first + 1; next < sorted.Length && sorted[next] == sorted[first]; next++)
            {
            }

            var rank = (first + 1 + next) / 2.0;
            for (var i = first; i < next; i++)
            {
                ranks[order[i]] = rank;
            }

            var size = (double)(next - first);
            ties += (size * size * size) - size;
        }

        return ranks;
    }
}
