namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>log2(rank + 2) for ranks from 0, from a table where it pays.</summary>
internal static class Discount
{
    private static readonly double[] Table = [.. Enumerable.Range(0, 1024).Select(static rank => Math.Log2(rank + 2))];

    public static double At(int rank) => (uint)rank < (uint)Table.Length ? Table[rank] : Math.Log2(rank + 2.0);
}
