namespace BenchHub.Evaluation.Statistics;

/// <summary>All pairs of k things: (0,1), (0,2), …, (1,2), …</summary>
internal static class Pairs
{
    public static (int A, int B)[] Of(int count) =>
        [.. Enumerable.Range(0, count).SelectMany(a => Enumerable.Range(a + 1, count - a - 1).Select(b => (a, b)))];
}
