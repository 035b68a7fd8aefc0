namespace BenchHub.Evaluation.Statistics;

/// <summary>Item by item a - b.</summary>
internal static class Differences
{
    public static double[] Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        RequireSameLength(a, b);
        var differences = new double[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            differences[i] = a[i] - b[i];
        }

        return differences;
    }

    public static void RequireSameLength(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException($"Paired samples must have the same items; they have {a.Length} and {b.Length}.", nameof(b));
        }
    }
}
