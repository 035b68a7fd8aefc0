using System.Runtime.InteropServices;

namespace BenchHub.Evaluation.Statistics.Errors;

/// <summary>How far a mean of items is expected from the mean that it estimates.</summary>
/// <remarks>
/// NaN among the values gives NaN; leave out what has no score. Fewer than two values, or two clusters: the error is NaN,
/// where lm-eval prints "N/A" and inspect_ai 0. Equal values: 0.
/// </remarks>
public static class StandardError
{
    /// <summary>
    /// Of independent items: s / √n with the divisor n - 1 in s; <c>mean_stderr</c> of lm-eval, <c>stderr</c> of inspect_ai,
    /// <c>scipy.stats.sem</c>. O(n).
    /// </summary>
    public static MeanWithError OfMean(ReadOnlySpan<double> values) =>
        new(Moments.Mean(values), Moments.StandardDeviation(values) / Math.Sqrt(values.Length), Math.Max(0, values.Length - 1));

    /// <summary>
    /// Of items that come in clusters, such as questions on one text, whose scores may be alike: √(C / (C - 1) · Σ_c (Σ_i in
    /// c (x_i - x̄))²) / n (Liang and Zeger, 1986; Miller, "Adding error bars to evals", 2024, appendix A), with the
    /// correction for C clusters as <c>stderr(cluster=…)</c> of inspect_ai and statsmodels' <c>cov_type='cluster'</c> have
    /// it. O(n).
    /// </summary>
    /// <remarks>Assumes that clusters are independent, and needs some 20 of them. Clusters of one item each: <see cref="OfMean"/>.</remarks>
    /// <param name="values">One per item.</param>
    /// <param name="clusters">The cluster of each item.</param>
    /// <exception cref="ArgumentException">Values and clusters are not of the same items.</exception>
    public static MeanWithError OfClusteredMean<TCluster>(ReadOnlySpan<double> values, ReadOnlySpan<TCluster> clusters)
        where TCluster : notnull
    {
        if (values.Length != clusters.Length)
        {
            throw new ArgumentException($"There are {values.Length} values and clusters for {clusters.Length}.", nameof(clusters));
        }

        var mean = Moments.Mean(values);
        var excess = new Dictionary<TCluster, double>();
        for (var i = 0; i < values.Length; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(excess, clusters[i], out _) += values[i] - mean;
        }

        var count = (double)excess.Count;
        var squares = excess.Values.Sum(static sum => sum * sum);
        return new(mean, count < 2 ? double.NaN : Math.Sqrt(squares * count / (count - 1)) / values.Length, Math.Max(0, excess.Count - 1));
    }
}
