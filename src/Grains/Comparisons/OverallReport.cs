using System.Collections.Immutable;
using System.Globalization;
using BenchHub.Comparisons;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics.Ranks;
using BenchHub.Systems;

namespace BenchHub.Grains.Comparisons;

/// <summary>One system's value on one dataset.</summary>
internal sealed record OverallValue(SystemId SystemId, string System, string DatasetId, string Dataset, double Value);

/// <summary>From values of systems on datasets to their overall ranking. Pure.</summary>
internal static class OverallReport
{
    // Demšar (2006) asks for more than ten datasets and more than five systems where a chi-square is trusted.
    private const int Few = 10;

    /// <param name="metric">Of the values.</param>
    /// <param name="alpha">Error rate of the comparisons of all pairs.</param>
    /// <param name="values">Those that are defined.</param>
    public static OverallRanking Of(Metric metric, double alpha, IReadOnlyCollection<OverallValue> values)
    {
        string[] datasets = [.. values.Select(static value => value.DatasetId).Distinct()];
        var systems = values.GroupBy(static value => (value.SystemId, value.System)).OrderBy(static system => system.Key.System, StringComparer.Ordinal).ToArray();
        double[][] columns = [.. systems.Select(system => Array.ConvertAll(datasets, dataset => system.FirstOrDefault(value => value.DatasetId == dataset)?.Value ?? double.NaN))];
        var overall = OverallRanks.Of(columns, metric.Definition.Direction, alpha);
        return new(
            metric.Name.ToString(),
            datasets.Length,
            overall.Friedman is { } friedman ? Outcome(friedman, overall) : null,
            Defined(overall.CriticalDifference),
            [.. overall.Entries.Select(entry => Rank(entry, systems[entry.Index].Key, systems[entry.Index]))],
            [.. overall.Groups.Select(group => ImmutableArray.CreateRange(group.Select(i => systems[i].Key.System)))],
            Method(overall, alpha),
            [.. Notes(overall, datasets.Length, systems, values)]);
    }

    private static OverallRank Rank(OverallEntry entry, (SystemId Id, string Name) system, IEnumerable<OverallValue> values) => new(
        system.Id, system.Name, Defined(entry.MeanRank), Defined(entry.Low), Defined(entry.High), Defined(entry.WinRate), entry.Datasets,
        values.ToImmutableSortedDictionary(static value => value.DatasetId, static value => value.Value, StringComparer.Ordinal));

    private static FriedmanOutcome Outcome(Friedman friedman, OverallRanks overall) => new(
        Defined(friedman.ChiSquare),
        Defined(overall.P),
        $"Friedman's chi-square, corrected for ties; p by {(overall.IsExact ? "all" : "10,000 random")} orders of the systems within each dataset");

    private static string Method(OverallRanks overall, double alpha) => double.IsNaN(overall.CriticalDifference)
        ? "Rank of each system; with one dataset, or one system, nothing is known of how ranks vary"
        : string.Create(CultureInfo.InvariantCulture, $"Mean ranks over datasets; pairs differ at {alpha:G3} where Friedman's test is significant and the mean ranks are Nemenyi's critical difference apart (Demšar, 2006); intervals: mean rank and half the critical difference either way; win rate: share of the other systems beaten, ties half");

    private static IEnumerable<string> Notes(
        OverallRanks overall, int datasets, IGrouping<(SystemId SystemId, string System), OverallValue>[] systems, IReadOnlyCollection<OverallValue> values)
    {
        if (datasets == 1)
        {
            yield return "One dataset tells nothing of others; its own comparison says how sure the ranks are on its items.";
        }

        if (datasets is > 1 and <= Few)
        {
            yield return $"{datasets} datasets are few: the ranks are a summary of these, and only large differences can be significant.";
        }

        foreach (var entry in overall.Entries.Where(entry => entry.Datasets < datasets))
        {
            var missing = values.Where(value => systems[entry.Index].All(own => own.DatasetId != value.DatasetId)).Select(static value => value.Dataset).Distinct();
            yield return $"'{systems[entry.Index].Key.System}' is not ranked: it has no value on {string.Join(", ", missing.Select(static name => $"'{name}'"))}.";
        }
    }

    private static double? Defined(double value) => double.IsFinite(value) ? value : null;
}
