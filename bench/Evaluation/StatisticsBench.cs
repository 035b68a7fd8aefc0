using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Bench;

/// <summary>Comparing ten systems of 50,000 items: all pairs by randomization, means by bootstrap, scipy beside them.</summary>
internal static class StatisticsBench
{
    private static readonly BootstrapSettings Settings = BootstrapSettings.Default;

    public static void Run(int systems, int items)
    {
        var random = new Random(2);
        double[][] columns = [.. Enumerable.Range(0, systems).Select(s =>
            Enumerable.Range(0, items).Select(_ => Math.Min(1, random.NextDouble() + (s / 1_000.0))).ToArray())];
        Console.WriteLine($"\n{systems} systems x {items:N0} items, {Settings.Resamples:N0} resamples");
        var scipy = Peer.Run("/usr/bin/python3", "statistics_scipy.py", Text(items), Text(Settings.Resamples));
        Console.WriteLine(scipy.TryGetValue("version", out var version) ? version.Run : "no scipy to compare with");
        Randomization(columns, scipy);
        Bootstraps(columns, scipy);
        Comparison(columns);
    }

    private static void Randomization(double[][] columns, Dictionary<string, Peer.Time> scipy)
    {
        var (systems, items, resamples) = (columns.Length, columns[0].Length, RandomizationSettings.Default.Resamples);
        var pairs = systems * (systems - 1) / 2;
        var flips = (double)pairs * items * resamples;
        void Test() => PairedRandomization.AllPairs(columns, RandomizationSettings.Default);

        var limit = Measured.Best(3, () => LookUps(systems * items / 8, resamples)).TotalSeconds;
        var all = Measured.Best(3, Test);
        Measured.Print($"randomization, all {pairs} pairs, {Environment.ProcessorCount} cores", all, flips, "signs", limit / Environment.ProcessorCount);
        Console.WriteLine($"  limit: one look-up and addition per 8 items of a system and resample; {Allocated(Test)} allocated");
        if (scipy.TryGetValue("randomization", out var theirs))
        {
            theirs.Print($"  scipy permutation_test, {pairs} pairs", pairs, all);
        }
    }

    private static void Bootstraps(double[][] columns, Dictionary<string, Peer.Time> scipy)
    {
        var items = columns[0].Length;
        var draws = (double)items * Settings.Resamples;
        void Bca() => Bootstrap.OfMean(columns[0], Settings).Bca(0.95);

        var limit = Measured.Best(3, () => Products(columns[0], Settings.Resamples)).TotalSeconds;
        var all = Measured.Best(3, Bca);
        Measured.Print($"BCa bootstrap of a mean, {Environment.ProcessorCount} cores", all, draws, "draws", limit / Environment.ProcessorCount);
        Console.WriteLine($"  limit: count times value for each item and resample, the counts given; {Allocated(Bca)} allocated");
        if (scipy.TryGetValue("bca", out var bca) && scipy.TryGetValue("percentile", out var percentile))
        {
            bca.Print("  scipy bootstrap, BCa", 1, all);
            percentile.Print("  scipy bootstrap, percentile (no jackknife)", 1, all);
        }

        Measured.Print(
            $"BCa bootstrap of a score of {columns.Length} sums",
            Measured.Best(2, () => Bootstrap.OfStatistic(columns, static (sums, _) => sums[0] / sums[1..].ToArray().Max(), Settings).Bca(0.95)),
            draws * columns.Length, "draws", 0);
        double[] million = [.. Enumerable.Range(0, 20 * items).Select(i => columns[i % 10][i / 20])];
        Measured.Print(
            $"BCa bootstrap of a mean of {million.Length:N0} items",
            Measured.Best(1, () => Bootstrap.OfMean(million, Settings).Bca(0.95)), draws * 20, "draws", 0);
    }

    private static void Comparison(double[][] columns)
    {
        var signature = Signature.Of(MetricCatalog.Resolve("ndcg@10"));
        SystemColumn[] compared = [.. columns.Select((column, s) => new SystemColumn($"system {s}", signature, column))];
        void Compare() => SystemComparison.Compare(compared, ComparisonSettings.Default);
        Measured.Print("whole comparison", Measured.Best(2, Compare), columns.Length * (columns.Length - 1) / 2.0, "pairs", 0);
    }

    private static string Allocated(Action work)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        work();
        return string.Create(CultureInfo.InvariantCulture, $"{(GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6:F1} MB");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Sums are read from a table and added at places that stay in the cache, which is all that the test has to do.
    private static void LookUps(int groups, int resamples)
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

    // Strips of 8 KB that stay in the first-level cache.
    private static void Products(double[] values, int resamples)
    {
        var weights = MemoryMarshal.Cast<double, Vector512<double>>(values.AsSpan(0, 1_024));
        var sum = Vector512<double>.Zero;
        for (var start = 0; start + 1_024 <= values.Length; start += 1_024)
        {
            var strip = MemoryMarshal.Cast<double, Vector512<double>>(values.AsSpan(start, 1_024));
            for (var r = 0; r < resamples; r++)
            {
                Vector512<double> a = default, b = default;
                for (var i = 0; i < weights.Length; i += 2)
                {
                    a += weights[i] * strip[i];
                    b += weights[i + 1] * strip[i + 1];
                }

                sum += a + b;
            }
        }

        GC.KeepAlive(sum);
    }
}
