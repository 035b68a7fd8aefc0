using System.Text;
using BenchHub.Comparisons;

namespace BenchHub.Reports.Tables;

/// <summary>A comparison as Markdown: rankings, pairs and what must be known of them.</summary>
public static class MarkdownReport
{
    public static string Write(StoredComparison comparison)
    {
        var text = new StringBuilder($"# {MarkdownTable.Escaped(comparison.Name)}\n\n");
        text.Append($"{MarkdownTable.Escaped(comparison.Id)}, made {Shown.At(comparison.CreatedAt)}; family-wise level {Shown.Number(comparison.Alpha)}, correction {MarkdownTable.Escaped(comparison.Correction)}.\n\n");
        foreach (var overall in comparison.Overall)
        {
            Overall(text, overall);
        }

        foreach (var cell in comparison.Cells)
        {
            Cell(text, cell);
        }

        return text.ToString();
    }

    private static void Overall(StringBuilder text, OverallRanking overall)
    {
        text.Append($"## Over {overall.Blocks} datasets: {MarkdownTable.Escaped(overall.Metric)}\n\n");
        MarkdownTable.Write(text, ["system", "mean rank", "interval", "win rate", "datasets"], overall.Ranks.Select(static rank => new[]
        {
            MarkdownTable.Escaped(rank.System), Shown.Rank(rank.MeanRank), rank.Low is null ? "" : $"[{Shown.Rank(rank.Low)}, {Shown.Rank(rank.High)}]", Shown.Rank(rank.WinRate), $"{rank.Datasets}",
        }));
        Paragraphs(text, overall.Method, overall.Notes);
    }

    private static void Cell(StringBuilder text, ComparisonCell cell)
    {
        text.Append($"## {MarkdownTable.Escaped(cell.DatasetName)}, version {cell.Version}: {MarkdownTable.Escaped(cell.Metric)} ({(cell.LowerIsBetter ? "lower" : "higher")} is better)\n\n");
        if (cell.Refusal is { } refusal)
        {
            text.Append($"No numbers: {MarkdownTable.Escaped(refusal)}\n\n");
            return;
        }

        MarkdownTable.Write(text, ["rank", "rank interval", "system", "value", "95 % interval", "n", "errors"], cell.Ranking.Select(static entry => new[]
        {
            $"{entry.Rank}", Shown.Ranks(entry.RankLow, entry.RankHigh), MarkdownTable.Escaped(entry.System), Shown.Number(entry.Value), Shown.Interval(entry.CiLow, entry.CiHigh), $"{entry.N}", $"{entry.Errors}",
        }));
        if (!cell.Tests.IsEmpty)
        {
            MarkdownTable.Write(text, ["pair", "difference", "95 % interval", "p", "p adjusted", "wins/ties/losses", "n", ""], cell.Tests.Select(static pair => new[]
            {
                $"{MarkdownTable.Escaped(pair.A)} − {MarkdownTable.Escaped(pair.B)}", Shown.Signed(pair.Difference), Shown.Interval(pair.CiLow, pair.CiHigh), MarkdownTable.Escaped(Shown.P(pair.P)),
                MarkdownTable.Escaped(Shown.P(pair.PAdjusted)), $"{pair.Wins}/{pair.Ties}/{pair.Losses}", $"{pair.N}", pair.Significant ? "significant" : "",
            }));
        }

        Paragraphs(text, cell.Method, cell.Notes);
    }

    private static void Paragraphs(StringBuilder text, string method, IEnumerable<string> notes)
    {
        foreach (var note in notes)
        {
            text.Append($"- {MarkdownTable.Escaped(note)}\n");
        }

        text.Append($"\n{MarkdownTable.Escaped(method)}\n\n");
    }
}
