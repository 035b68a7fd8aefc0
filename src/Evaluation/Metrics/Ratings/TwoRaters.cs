namespace BenchHub.Evaluation.Metrics.Ratings;

/// <summary>What the measures of two raters ask of their ratings.</summary>
internal static class TwoRaters
{
    public static void Require(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException($"Both raters must have rated the same items; they rated {a.Length} and {b.Length}.", nameof(b));
        }
    }

    /// <summary>Every item counted once.</summary>
    public static int[] Once(int count)
    {
        var times = new int[count];
        times.AsSpan().Fill(1);
        return times;
    }

    public static bool HasNaN(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => HasNaN(a) || HasNaN(b);

    public static bool IsConstant(ReadOnlySpan<double> values) => values.IsEmpty || values.IndexOfAnyExcept(values[0]) < 0;

    private static bool HasNaN(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (double.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }
}
