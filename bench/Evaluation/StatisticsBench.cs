using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Bench;

/// <summary>Comparing ten systems of 50,000 items: all pairs by randomization, all means by bootstrap.</summary>
internal static class StatisticsBench
{
    public static void Run(int systems, int items)
    {
        var random = new Random(2);
        double[][] columns = [.. Enumerable.Range(0, systems).Select(s =>
            Enumerable.Range(0, items).Select(_ => Math.Min(1, random.NextDouble() + (s / 1_000.0))).ToArray())];
        var pairs = systems * (systems - 1) / 2;
        var resamples = RandomizationSettings.Default.Resamples;
        var flips = (double)pairs * items * resamples;
        var draws = (double)items * resamples;

        Console.WriteLine($"\n{systems} systems x {items:N0} items, {resamples:N0} resamples");
        Measured.Print(
            $"randomization, all {pairs} pairs",
            Measured.Best(2, () => PairedRandomization.AllPairs(columns, RandomizationSettings.Default)), flips, "signs", 0);
        var limit = Measured.Best(1, () => Stream(systems * items / 8, resamples));
        Measured.Print("  limit: one look-up and addition per 8 items, one core", limit, flips, "signs", 0);
        Measured.Print(
            "  one pair, a sign drawn and added at a time (1/50 of it)",
            Measured.Best(2, () => Naive(columns[0], columns[1], resamples / 50)), draws / 50, "signs", 0);
        Measured.Print(
            "bootstrap of one mean",
            Measured.Best(2, () => Bootstrap.OfMean(columns[0], BootstrapSettings.Default)), draws, "draws", 0);
        Measured.Print(
            $"bootstrap of {systems} means over the same draws",
            Measured.Best(1, () => Bootstrap.OfMean(columns[0], BootstrapSettings.Default)), draws * systems, "draws", 0);
        var signature = Signature.Of(MetricCatalog.Resolve("ndcg@10"));
        SystemColumn[] compared = [.. columns.Select((column, s) => new SystemColumn($"system {s}", signature, column))];
        Measured.Print(
            "whole comparison",
            Measured.Best(1, () => SystemComparison.Compare(compared, ComparisonSettings.Default)), pairs, "pairs", 0);
    }

    // Sums are read from a table and added at places that stay in the cache, which is all that the test has to do.
    private static void Stream(int groups, int resamples)
    {
        var table = new long[256];
        var sums = new long[resamples];
        for (var group = 0; group < groups; group++)
        {
            for (var r = 0; r < resamples; r++)
            {
                sums[r] += table[(byte)r];
            }
        }

        GC.KeepAlive(sums);
    }

    private static void Naive(double[] a, double[] b, int resamples)
    {
        var random = new Random(3);
        var asFar = 0;
        var seen = Math.Abs(a.Zip(b, static (x, y) => x - y).Sum());
        for (var r = 0; r < resamples; r++)
        {
            var sum = 0.0;
            for (var i = 0; i < a.Length; i++)
            {
                sum += random.Next(2) == 0 ? a[i] - b[i] : b[i] - a[i];
            }

            asFar += Math.Abs(sum) >= seen ? 1 : 0;
        }

        GC.KeepAlive(asFar);
    }
}
