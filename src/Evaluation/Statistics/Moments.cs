namespace BenchHub.Evaluation.Statistics;

/// <summary>Mean and spread of numbers without NaN; sums run from left to right, so equal input gives equal bits.</summary>
public static class Moments
{
    /// <summary>Arithmetic mean; NaN for none. O(n).</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>Sample standard deviation (divisor n - 1), in two passes; NaN for fewer than two. O(n).</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
        {
            return double.NaN;
        }

        var mean = Mean(values);
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return Math.Sqrt(sum / (values.Length - 1));
    }
}
