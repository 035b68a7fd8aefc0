namespace BenchHub.Evaluation.Statistics.Trends;

internal static class Ties
{
    /// <summary>Lengths of the runs of equal values, those of one included.</summary>
    public static List<long> Of(ReadOnlySpan<double> sorted)
    {
        var runs = new List<long>();
        for (int i = 0, start = 0; i < sorted.Length; i++)
        {
            if (i + 1 == sorted.Length || sorted[i + 1] != sorted[i])
            {
                runs.Add(i + 1 - start);
                start = i + 1;
            }
        }

        return runs;
    }

    /// <summary>Pairs among <paramref name="n"/>.</summary>
    public static long Pairs(long n) => n * (n - 1) / 2;
}
