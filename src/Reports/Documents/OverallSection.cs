using BenchHub.Comparisons;
using BenchHub.Reports.Charts;

namespace BenchHub.Reports.Documents;

/// <summary>Systems over all datasets by one metric.</summary>
internal static class OverallSection
{
    public static void Draw(Sheet sheet, OverallRanking overall)
    {
        sheet.Heading($"Over {overall.Blocks} datasets: {overall.Metric}", 12);
        PlottedTable.Draw(
            sheet,
            [new("system", 160, IsNumber: false), new("mean rank", 56), new("interval", 76), new("win rate", 52), new("datasets", 52)],
            [.. overall.Ranks.Select(static rank => new PlottedRow(
                [rank.System, Shown.Rank(rank.MeanRank), rank.Low is null ? "" : $"[{Shown.Rank(rank.Low)}, {Shown.Rank(rank.High)}]", Shown.Rank(rank.WinRate), $"{rank.Datasets}"],
                rank.MeanRank, rank.Low, rank.High))]);
        var ranked = overall.Ranks.Count(static rank => rank.MeanRank is not null);
        if (ranked is > 1 and <= RankDiagram.MostSystems)
        {
            RankDiagram.Draw(sheet, overall);
        }

        if (overall.Friedman is { } friedman)
        {
            sheet.Paragraph($"Friedman's test that all systems are alike: p {Shown.P(friedman.P)} ({friedman.Method}).");
        }

        ComparisonDocument.Groups(sheet, [.. overall.Groups.Where(static group => group.Length > 1)]);
        ComparisonDocument.Notes(sheet, overall.Notes, overall.Method);
    }
}
