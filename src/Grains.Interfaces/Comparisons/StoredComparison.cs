using System.Collections.Immutable;
using BenchHub.Datasets;
using BenchHub.Systems;

namespace BenchHub.Comparisons;

/// <summary>A comparison as it was made once; it does not change when systems, datasets or results do.</summary>
/// <param name="Id">Begins with <see cref="Prefix"/>.</param>
/// <param name="Name">As given, or made of the datasets and metrics.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedFrom">The comparison that this one repeats with later results.</param>
/// <param name="Command">What was asked for.</param>
/// <param name="Alpha">Error rate of the family of tests.</param>
/// <param name="Correction">Over every test of every pair of every cell.</param>
/// <param name="Tests">Names; the first one decides.</param>
/// <param name="Systems">All that stand in a cell, by name.</param>
/// <param name="Cells">By dataset, then by metric, in the order asked for.</param>
/// <param name="Overall">By metric, for those that rank systems on at least two datasets.</param>
[GenerateSerializer, Immutable, Alias("benchhub.stored-comparison")]
public sealed record StoredComparison(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] string? CreatedFrom,
    [property: Id(4)] CompareMany Command,
    [property: Id(5)] double Alpha,
    [property: Id(6)] string Correction,
    [property: Id(7)] ImmutableArray<string> Tests,
    [property: Id(8)] ImmutableArray<ComparedSystem> Systems,
    [property: Id(9)] ImmutableArray<ComparisonCell> Cells,
    [property: Id(10)] ImmutableArray<OverallRanking> Overall)
{
    public const string Prefix = "cmp_";
}

[GenerateSerializer, Immutable, Alias("benchhub.compared-system")]
public sealed record ComparedSystem([property: Id(0)] SystemId SystemId, [property: Id(1)] string System);

/// <summary>One dataset and metric of a comparison.</summary>
/// <param name="Dataset">Its id.</param>
/// <param name="DatasetName">Its name at that time.</param>
/// <param name="Version">Of the dataset.</param>
/// <param name="Metric">Canonical name.</param>
/// <param name="LowerIsBetter">Which way the metric points.</param>
/// <param name="Ranking">Best first; empty where the cell is refused.</param>
/// <param name="Tests">Every pair of systems.</param>
/// <param name="Groups">Names of systems that were not found to differ, best first.</param>
/// <param name="Method">Which tests, intervals and powers these are.</param>
/// <param name="Notes">What a reader must know before quoting a number.</param>
/// <param name="Refusal">Why the cell has no numbers; null where it has.</param>
[GenerateSerializer, Immutable, Alias("benchhub.comparison-cell")]
public sealed record ComparisonCell(
    [property: Id(0)] DatasetId Dataset,
    [property: Id(1)] string DatasetName,
    [property: Id(2)] int Version,
    [property: Id(3)] string Metric,
    [property: Id(4)] bool LowerIsBetter,
    [property: Id(5)] ImmutableArray<RankedSystem> Ranking,
    [property: Id(6)] ImmutableArray<PairwiseTest> Tests,
    [property: Id(7)] ImmutableArray<ImmutableArray<string>> Groups,
    [property: Id(8)] string Method,
    [property: Id(9)] ImmutableArray<string> Notes,
    [property: Id(10)] string? Refusal);

/// <summary>What the items of a pair can show, planned for the paired t-test at the strictest level of the correction.</summary>
/// <param name="MinimumDetectable">The smallest difference that these items show with the chance wanted; null where it is undefined.</param>
/// <param name="ItemsNeeded">The fewest items that show <paramref name="ForDifference"/> with the chance wanted; null where no number does.</param>
/// <param name="AdditionalItems">How many of those are not there yet.</param>
/// <param name="ForDifference">The difference of interest.</param>
/// <param name="Power">The chance that these items show it.</param>
/// <param name="Wanted">The chance wanted.</param>
/// <param name="Level">The level planned for.</param>
/// <param name="Sentence">The same in words.</param>
[GenerateSerializer, Immutable, Alias("benchhub.pair-power")]
public sealed record PairPower(
    [property: Id(0)] double? MinimumDetectable,
    [property: Id(1)] long? ItemsNeeded,
    [property: Id(2)] long? AdditionalItems,
    [property: Id(3)] double ForDifference,
    [property: Id(4)] double? Power,
    [property: Id(5)] double Wanted,
    [property: Id(6)] double Level,
    [property: Id(7)] string Sentence);

/// <summary>Systems ranked over datasets by one metric.</summary>
/// <param name="Metric">Canonical name.</param>
/// <param name="Blocks">Datasets on which all of the ranked systems are measured.</param>
/// <param name="Friedman">Whether the systems may be alike; null where fewer than two are ranked.</param>
/// <param name="CriticalDifference">Mean ranks at least so far apart differ; null where fewer than two are ranked.</param>
/// <param name="Ranks">Best first; systems that are not measured on all of the datasets stand at the end, without a mean rank.</param>
/// <param name="Groups">Names of systems that were not found to differ, best first.</param>
/// <param name="Method">Which test and intervals these are.</param>
/// <param name="Notes">What a reader must know before quoting a rank.</param>
[GenerateSerializer, Immutable, Alias("benchhub.overall-ranking")]
public sealed record OverallRanking(
    [property: Id(0)] string Metric,
    [property: Id(1)] int Blocks,
    [property: Id(2)] FriedmanOutcome? Friedman,
    [property: Id(3)] double? CriticalDifference,
    [property: Id(4)] ImmutableArray<OverallRank> Ranks,
    [property: Id(5)] ImmutableArray<ImmutableArray<string>> Groups,
    [property: Id(6)] string Method,
    [property: Id(7)] ImmutableArray<string> Notes);

/// <param name="Statistic">Friedman's chi-square; null where it is undefined.</param>
/// <param name="P">By orders of the systems within each dataset.</param>
/// <param name="Method">How the numbers were found.</param>
[GenerateSerializer, Immutable, Alias("benchhub.friedman-outcome")]
public sealed record FriedmanOutcome([property: Id(0)] double? Statistic, [property: Id(1)] double? P, [property: Id(2)] string Method);

/// <param name="SystemId">Its id.</param>
/// <param name="System">Its name.</param>
/// <param name="MeanRank">Over the datasets, 1 for the best on each; null where the system is not measured on all.</param>
/// <param name="Low">Lower end of the comparison interval; those of two systems are apart exactly where the systems differ.</param>
/// <param name="High">Upper end.</param>
/// <param name="WinRate">Mean over the system's datasets of the share of the others that it beats, ties half.</param>
/// <param name="Datasets">On how many datasets it is measured.</param>
/// <param name="Values">By dataset id.</param>
[GenerateSerializer, Immutable, Alias("benchhub.overall-rank")]
public sealed record OverallRank(
    [property: Id(0)] SystemId SystemId,
    [property: Id(1)] string System,
    [property: Id(2)] double? MeanRank,
    [property: Id(3)] double? Low,
    [property: Id(4)] double? High,
    [property: Id(5)] double? WinRate,
    [property: Id(6)] int Datasets,
    [property: Id(7)] ImmutableSortedDictionary<string, double> Values);
