using FsCheck;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics.Text.Sequences;

/// <summary>The tables that bit-parallel comparison does without.</summary>
internal static class Naive
{
    public static Gen<(int[] A, int[] B)> Pairs(int symbols, int longest) =>
        from a in Gen.Choose(0, symbols - 1).ArrayOf().Resize(longest)
        from b in Gen.Choose(0, symbols - 1).ArrayOf().Resize(longest)
        select (a, b);

    public static int[] Sequence(this Random random, int symbols, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => random.Next(symbols))];

    public static int[,] SubsequenceTable(int[] a, int[] b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                table[i, j] = a[i - 1] == b[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
            }
        }

        return table;
    }

    public static bool[] Backtrack(int[,] table, int[] a, int[] b)
    {
        var marked = new bool[a.Length];
        for (var (i, j) = (a.Length, b.Length); i > 0 && j > 0;)
        {
            if (a[i - 1] == b[j - 1])
            {
                marked[i - 1] = true;
                (i, j) = (i - 1, j - 1);
            }
            else
            {
                (i, j) = table[i, j - 1] > table[i - 1, j] ? (i, j - 1) : (i - 1, j);
            }
        }

        return marked;
    }

    public static int EditDistance(int[] a, int[] b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var best = Math.Min(diagonal + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(row[j], row[j - 1]) + 1);
                (diagonal, row[j]) = (row[j], best);
            }
        }

        return row[b.Length];
    }
}
