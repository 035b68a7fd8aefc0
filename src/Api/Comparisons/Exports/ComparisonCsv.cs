using BenchHub.Comparisons;

namespace BenchHub.Api.Comparisons;

/// <summary>A comparison as tables: one row for each system of a cell, each pair of a cell, or each system over the datasets.</summary>
internal static class ComparisonCsv
{
    private static readonly CsvTable<(CellAnswer Cell, RankedAnswer? Entry)> Rankings = new(
        ("dataset", static row => row.Cell.Dataset), ("datasetId", static row => row.Cell.DatasetId), ("version", static row => row.Cell.Version),
        ("metric", static row => row.Cell.Metric), ("direction", static row => row.Cell.Direction), ("rank", static row => row.Entry?.Rank),
        ("rankLow", static row => row.Entry?.RankLow), ("rankHigh", static row => row.Entry?.RankHigh), ("system", static row => row.Entry?.System),
        ("systemId", static row => row.Entry?.SystemId), ("value", static row => row.Entry?.Value), ("ciLow", static row => row.Entry?.CiLow),
        ("ciHigh", static row => row.Entry?.CiHigh), ("n", static row => row.Entry?.N), ("errors", static row => row.Entry?.Errors),
        ("resultId", static row => row.Entry?.ResultId), ("evaluatedAt", static row => row.Entry?.EvaluatedAt),
        ("quarantinedAt", static row => row.Entry?.QuarantinedAt), ("refusal", static row => row.Cell.Refusal));

    private static readonly CsvTable<(CellAnswer Cell, PairAnswer? Pair)> Pairs = new(
        ("dataset", static row => row.Cell.Dataset), ("datasetId", static row => row.Cell.DatasetId), ("version", static row => row.Cell.Version),
        ("metric", static row => row.Cell.Metric), ("direction", static row => row.Cell.Direction), ("a", static row => row.Pair?.A), ("b", static row => row.Pair?.B),
        ("difference", static row => row.Pair?.Difference), ("ciLow", static row => row.Pair?.CiLow), ("ciHigh", static row => row.Pair?.CiHigh),
        ("p", static row => row.Pair?.P), ("pAdjusted", static row => row.Pair?.PAdjusted), ("significant", static row => row.Pair?.Significant),
        ("tTestP", static row => row.Pair?.TTestP), ("effectSize", static row => row.Pair?.EffectSize), ("wins", static row => row.Pair?.Wins),
        ("ties", static row => row.Pair?.Ties), ("losses", static row => row.Pair?.Losses), ("n", static row => row.Pair?.N), ("dropped", static row => row.Pair?.Dropped),
        ("minimumDetectable", static row => row.Pair?.Power?.MinimumDetectable), ("additionalItems", static row => row.Pair?.Power?.AdditionalItems),
        ("forDifference", static row => row.Pair?.Power?.ForDifference), ("refusal", static row => row.Cell.Refusal));

    private static readonly CsvTable<(OverallAnswer Overall, OverallRankAnswer Rank)> Overall = new(
        ("metric", static row => row.Overall.Metric), ("blocks", static row => row.Overall.Blocks), ("system", static row => row.Rank.System),
        ("systemId", static row => row.Rank.SystemId), ("meanRank", static row => row.Rank.MeanRank), ("low", static row => row.Rank.Low),
        ("high", static row => row.Rank.High), ("winRate", static row => row.Rank.WinRate), ("datasets", static row => row.Rank.Datasets));

    /// <param name="part">ranking, pairs or overall; null means ranking.</param>
    /// <exception cref="RefusedException">There is no such part.</exception>
    public static IResult Answer(StoredComparison comparison, string? part)
    {
        var answer = StoredComparisonAnswer.Of(comparison);
        return part switch
        {
            null or "" or "ranking" => Rankings.Download(
                answer.Cells.SelectMany(static cell => cell.Ranking.Select(entry => (cell, (RankedAnswer?)entry)).DefaultIfEmpty((cell, null))), $"{comparison.Id}.csv"),
            "pairs" => Pairs.Download(
                answer.Cells.SelectMany(static cell => cell.Refusal is null ? cell.Comparisons.Select(pair => (cell, (PairAnswer?)pair)) : [(cell, null)]), $"{comparison.Id}-pairs.csv"),
            "overall" => Overall.Download(answer.OverallByMetric.SelectMany(static overall => overall.Ranks.Select(rank => (overall, rank))), $"{comparison.Id}-overall.csv"),
            _ => throw new RefusedException(Refusal.Invalid, $"The part of a CSV is ranking, pairs or overall, not '{part}'.", "part"),
        };
    }
}
