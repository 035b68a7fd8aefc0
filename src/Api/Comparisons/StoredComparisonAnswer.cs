using BenchHub.Comparisons;

namespace BenchHub.Api.Comparisons;

/// <param name="CreatedFrom">The comparison that this one repeats with later results.</param>
/// <param name="Tests">The first one decides.</param>
/// <param name="Cells">One for each dataset and metric; all their tests are one family.</param>
/// <param name="Overall">Over the datasets, by the first metric that ranks systems on at least two of them.</param>
/// <param name="OverallByMetric">The same by each such metric. Metrics of the same items are no independent witnesses, so they are not mixed.</param>
internal sealed record StoredComparisonAnswer(
    string Id,
    string Name,
    DateTimeOffset CreatedAt,
    string? CreatedFrom,
    double Alpha,
    string Correction,
    IReadOnlyList<string> Tests,
    IReadOnlyList<ComparedSystemAnswer> Systems,
    IReadOnlyList<CellAnswer> Cells,
    OverallAnswer? Overall,
    IReadOnlyList<OverallAnswer> OverallByMetric)
{
    public static StoredComparisonAnswer Of(StoredComparison stored)
    {
        OverallAnswer[] overall = [.. stored.Overall.Select(OverallAnswer.Of)];
        return new(
            stored.Id, stored.Name, stored.CreatedAt, stored.CreatedFrom, stored.Alpha, stored.Correction, stored.Tests,
            [.. stored.Systems.Select(static system => new ComparedSystemAnswer(system.System, system.SystemId.Value))],
            [.. stored.Cells.Select(CellAnswer.Of)], overall.FirstOrDefault(), overall);
    }
}

internal sealed record ComparedSystemAnswer(string System, string SystemId);

/// <param name="Direction">higher or lower: which values are better.</param>
/// <param name="Groups">Systems that were not found to differ, best first.</param>
/// <param name="Method">Which tests, intervals and powers these are.</param>
/// <param name="Notes">What a reader must know before quoting a number.</param>
/// <param name="Refusal">Why there are no numbers here; null where there are.</param>
internal sealed record CellAnswer(
    string Dataset,
    string DatasetId,
    int Version,
    string Metric,
    string Direction,
    IReadOnlyList<RankedAnswer> Ranking,
    IReadOnlyList<PairAnswer> Comparisons,
    IReadOnlyList<IReadOnlyList<string>> Groups,
    string Method,
    IReadOnlyList<string> Notes,
    string? Refusal)
{
    public static CellAnswer Of(ComparisonCell cell) => new(
        cell.DatasetName, cell.Dataset.Value, cell.Version, cell.Metric, cell.LowerIsBetter ? "lower" : "higher",
        [.. cell.Ranking.Select(RankedAnswer.Of)], [.. cell.Tests.Select(PairAnswer.Of)],
        [.. cell.Groups.Select(static group => (IReadOnlyList<string>)group)], cell.Method, cell.Notes, cell.Refusal);
}

/// <param name="MinimumDetectable">The smallest difference that these items show with the chance wanted.</param>
/// <param name="ItemsNeeded">The fewest items that show forDifference with the chance wanted; null where no number does.</param>
/// <param name="AdditionalItems">How many of those are not there yet.</param>
/// <param name="ForDifference">The difference of interest, in the metric's unit.</param>
/// <param name="Power">The chance that these items show it.</param>
/// <param name="Wanted">The chance wanted.</param>
/// <param name="Level">The level planned for: alpha over the tests of the family.</param>
/// <param name="Sentence">The same in words.</param>
internal sealed record PowerAnswer(
    double? MinimumDetectable, long? ItemsNeeded, long? AdditionalItems, double ForDifference, double? Power, double Wanted, double Level, string Sentence)
{
    public static PowerAnswer? Of(PairPower? power) => power is null ? null : new(
        power.MinimumDetectable, power.ItemsNeeded, power.AdditionalItems, power.ForDifference, power.Power, power.Wanted, power.Level, power.Sentence);
}

/// <param name="Blocks">Datasets on which all of the ranked systems are measured.</param>
/// <param name="CriticalDifference">Mean ranks at least so far apart differ.</param>
/// <param name="Groups">Systems that were not found to differ, best first.</param>
internal sealed record OverallAnswer(
    string Metric,
    int Blocks,
    FriedmanAnswer? Friedman,
    double? CriticalDifference,
    IReadOnlyList<OverallRankAnswer> Ranks,
    IReadOnlyList<IReadOnlyList<string>> Groups,
    string Method,
    IReadOnlyList<string> Notes)
{
    public static OverallAnswer Of(OverallRanking overall) => new(
        overall.Metric, overall.Blocks,
        overall.Friedman is { } friedman ? new(friedman.Statistic, friedman.P, friedman.Method) : null,
        overall.CriticalDifference, [.. overall.Ranks.Select(OverallRankAnswer.Of)],
        [.. overall.Groups.Select(static group => (IReadOnlyList<string>)group)], overall.Method, overall.Notes);
}

internal sealed record FriedmanAnswer(double? Statistic, double? P, string Method);

/// <param name="MeanRank">1 for the best on every dataset; null where the system is not measured on all of them.</param>
/// <param name="Low">Lower end of the comparison interval: those of two systems are apart exactly where the systems differ.</param>
/// <param name="WinRate">Mean over the system's datasets of the share of the others that it beats, ties half.</param>
/// <param name="Datasets">On how many datasets it is measured.</param>
/// <param name="Values">By dataset id.</param>
internal sealed record OverallRankAnswer(
    string System, string SystemId, double? MeanRank, double? Low, double? High, double? WinRate, int Datasets, IReadOnlyDictionary<string, double> Values)
{
    public static CsvTable<OverallRankAnswer> Csv(IEnumerable<RankedDatasetAnswer> datasets) => new([
        ("system", static rank => rank.System), ("systemId", static rank => rank.SystemId), ("meanRank", static rank => rank.MeanRank), ("low", static rank => rank.Low),
        ("high", static rank => rank.High), ("winRate", static rank => rank.WinRate), ("datasets", static rank => rank.Datasets),
        .. datasets.Select<RankedDatasetAnswer, (string, Func<OverallRankAnswer, object?>)>(dataset => (dataset.Dataset, rank => rank.Values.TryGetValue(dataset.DatasetId, out var value) ? value : null))]);

    public static OverallRankAnswer Of(OverallRank rank) => new(
        rank.System, rank.SystemId.Value, rank.MeanRank, rank.Low, rank.High, rank.WinRate, rank.Datasets, rank.Values);
}
