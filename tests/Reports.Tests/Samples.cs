using System.Collections.Immutable;
using BenchHub.Comparisons;

namespace BenchHub.Reports.Tests;

/// <summary>Comparisons with made-up numbers.</summary>
internal static class Samples
{
    public const string Hostile = "<b>x</b> | {a}_b & 50% $c$ \\input{x} \"q\" 'r' =1+1 ~^#";

    public static readonly DateTimeOffset At = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Systems in the order of their values; neighbours are alike, all others differ.</summary>
    public static StoredComparison Of(IReadOnlyList<string> systems, int datasets = 1, string metric = "ndcg@10", string? name = null)
    {
        ComparedSystem[] compared = [.. systems.Select(static (system, i) => new ComparedSystem(new($"sys_{i}"), system))];
        return new(
            "cmp_01k", name ?? "a comparison", At, null, new() { Metrics = [metric] }, 0.05, "holm", ["randomization"], [.. compared],
            [.. Enumerable.Range(1, datasets).Select(number => Cell(compared, $"dataset {number}", metric))],
            datasets < 2 ? [] : [Overall(compared, datasets, metric)]);
    }

    public static ComparisonCell Refused(string dataset, string sentence) =>
        new(new("ds_refused"), dataset, 1, "ndcg@10", false, [], [], [], "", [], sentence);

    public static ComparisonCell Cell(IReadOnlyList<ComparedSystem> systems, string dataset, string metric)
    {
        double Value(int i) => 0.9 - (0.8 * i / systems.Count);
        return new(
            new($"ds_{dataset.Length}"), dataset, 1, metric, false,
            [.. systems.Select((system, i) => new RankedSystem(
                system.SystemId, system.System, new($"res_{i}"), i + 1, Math.Max(1, i), Math.Min(systems.Count, i + 2), Value(i), Value(i) - 0.05, Value(i) + 0.05, 60, i % 3, At))],
            [.. from a in Enumerable.Range(0, systems.Count)
                from b in Enumerable.Range(a + 1, systems.Count - a - 1)
                select new PairwiseTest(
                    systems[a].System, systems[b].System, Value(a) - Value(b), Value(a) - Value(b) - 0.06, Value(a) - Value(b) + 0.06, b - a > 1 ? 0.001 : 0.2, b - a > 1 ? 0.0123 : 0.41,
                    0.1, 0.3, 30, 20, 10, 60, b - a > 1, [])
                {
                    Power = b - a > 1 ? null : new(0.04, 400, 340, 0.01, 0.3, 0.8, 0.01, "not significant; 340 more items would show a difference of 0.01"),
                }],
            [.. Enumerable.Range(0, systems.Count - 1).Select(i => ImmutableArray.Create(systems[i].System, systems[i + 1].System))],
            "two-sided paired randomization test", ["'x' failed on 1 of 60 items; they count with the metric's default."], null);
    }

    private static OverallRanking Overall(ComparedSystem[] systems, int datasets, string metric) => new(
        metric, datasets, new(12.5, 0.003, "chi-square"), 2.1,
        [.. systems.Select((system, i) => new OverallRank(system.SystemId, system.System, i + 1, i + 0.2, i + 1.8, 1 - (i / (double)systems.Length), datasets, ImmutableSortedDictionary<string, double>.Empty))],
        [.. Enumerable.Range(0, systems.Length - 1).Select(i => ImmutableArray.Create(systems[i].System, systems[i + 1].System))],
        "Friedman and Nemenyi", []);
}
