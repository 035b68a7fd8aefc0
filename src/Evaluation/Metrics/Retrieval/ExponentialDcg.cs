namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>Discounted cumulative gain where a grade gains 2^grade - 1 (Burges et al., ICML 2005).</summary>
internal static class ExponentialDcg
{
    /// <summary>The answer's share of the best possible; 0 where there is no relevant document.</summary>
    public static double NormalizedAt(RankedQuery query, int cutoff)
    {
        var ideal = query.Judged.Gains;
        if (ideal.IsEmpty)
        {
            return 0;
        }

        return Sum(query.Grades(cutoff), ideal[0]) / Sum(ideal[..Math.Min(cutoff, ideal.Length)], ideal[0]);
    }

    // Divided by 2^highest, which is exact and keeps any grade from overflowing.
    private static double Sum(ReadOnlySpan<int> grades, int highest)
    {
        var sum = 0.0;
        for (var rank = 0; rank < grades.Length; rank++)
        {
            sum += grades[rank] <= 0 ? 0 : (Math.ScaleB(1, grades[rank] - highest) - Math.ScaleB(1, -highest)) / Discount.At(rank);
        }

        return sum;
    }
}
