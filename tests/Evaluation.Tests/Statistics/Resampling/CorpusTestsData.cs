namespace BenchHub.Evaluation.Tests.Statistics.Resampling;

/// <summary>Two systems with true positives and errors per item, and micro F1 over them.</summary>
internal static class CorpusTestsData
{
    public static double F1(ReadOnlySpan<double> sums, int items) => 2 * sums[0] / ((2 * sums[0]) + sums[1]);

    /// <param name="items">How many.</param>
    /// <param name="gain">Share of the items on which system a has one more true positive and one error less.</param>
    /// <param name="seed">Of the data.</param>
    public static (double[][] A, double[][] B) Systems(int items, double gain, int seed)
    {
        var random = new Random(seed);
        double[][] a = [new double[items], new double[items]];
        double[][] b = [new double[items], new double[items]];
        for (var i = 0; i < items; i++)
        {
            (a[0][i], a[1][i]) = (random.Next(6), 1 + random.Next(4));
            (b[0][i], b[1][i]) = (random.Next(6), 1 + random.Next(4));
            if (random.NextDouble() < gain)
            {
                a[0][i]++;
                a[1][i]--;
            }
        }

        return (a, b);
    }
}
