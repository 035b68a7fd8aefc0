using System.Numerics;

namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>Scores as whole multiples of a power of two, so that neither the order of additions nor threads can change a sum.</summary>
internal static class WholeNumbers
{
    /// <summary>The largest power of two with which the sum of as many differences and its double stay below 2^62.</summary>
    public static double Scale(IEnumerable<double[]> columns, int items)
    {
        var largest = columns.Max(static column => column.Max(Math.Abs));
        var bits = 59 - BitOperations.Log2((uint)items) - (largest == 0 ? 0 : Math.ILogB(largest) + 1);
        return Math.ScaleB(1, Math.Clamp(bits, -1000, 1000));
    }

    public static long[] Of(double[] column, double scale) => Array.ConvertAll(column, value => (long)Math.Round(value * scale));
}
