using BenchHub.Comparisons;
using BenchHub.Reports.Documents;
using BenchHub.Reports.Pdf;

namespace BenchHub.Reports.Charts;

/// <summary>
/// The critical-difference diagram (Demšar, "Statistical comparisons of classifiers over multiple data sets", 2006): mean ranks on a line, best
/// on the left, and a bar under systems that were not found to differ.
/// </summary>
internal static class RankDiagram
{
    /// <summary>More systems than this have no room on a page.</summary>
    public const int MostSystems = 40;

    private const double Label = 150, Step = 13, Size = 8;

    public static void Draw(Sheet sheet, OverallRanking overall)
    {
        OverallRank[] ranks = [.. overall.Ranks.Where(static rank => rank.MeanRank is not null)];
        var bars = overall.Groups.Where(static group => group.Length > 1).Select(group => ranks.Where(rank => group.Contains(rank.System)).Select(static rank => rank.MeanRank!.Value).ToList())
            .Where(static group => group.Count > 1).ToList();
        var height = 46 + (5 * bars.Count) + (Step * ((ranks.Length + 1) / 2)) + 12;
        sheet.Need(height);
        var (left, right) = (Sheet.Left + Label, Sheet.Right - Label);
        var axis = sheet.Y + 34;
        var page = sheet.Page;
        page.Line(left, axis, right, axis, Ink.Black, 0.8);
        var step = Math.Max(1, ranks.Length / 10);
        for (var tick = 1; tick <= ranks.Length; tick += step)
        {
            page.Line(X(tick), axis - 4, X(tick), axis, Ink.Black);
            page.Text(X(tick), axis - 6, $"{tick}", 7, Ink.Black, align: 0.5);
        }

        // More than the line means that no two of these systems can be told apart.
        if (overall.CriticalDifference is { } difference)
        {
            var end = Math.Min(X(1 + difference), right);
            page.Line(left, axis - 22, end, axis - 22, Ink.Accent, 1.2);
            page.Line(left, axis - 25, left, axis - 19, Ink.Accent, 0.8);
            page.Line(end, axis - 25, end, axis - 19, Ink.Accent, 0.8);
            page.Text(end + 4, axis - 19.5, $"critical difference {Shown.Rank(difference)}", 7, Ink.Accent);
        }

        for (var i = 0; i < bars.Count; i++)
        {
            page.Line(X(bars[i].Min()) - 3, axis + 6 + (5 * i), X(bars[i].Max()) + 3, axis + 6 + (5 * i), Ink.Accent, 2.4);
        }

        var first = axis + 12 + (5 * bars.Count);
        for (var i = 0; i < ranks.Length; i++)
        {
            var isLeft = i < (ranks.Length + 1) / 2;
            var y = first + (Step * (isLeft ? i : ranks.Length - 1 - i)) + 6;
            var (x, at) = (X(ranks[i].MeanRank!.Value), isLeft ? left - 8 : right + 8);
            page.Line(x, axis, x, y, Ink.Grey, 0.4);
            page.Line(x, y, at, y, Ink.Grey, 0.4);
            var name = Lines.Fitted(sheet.Fonts, ranks[i].System, Label - 48, Size, isBold: false);
            var told = isLeft ? $"{name}  {Shown.Rank(ranks[i].MeanRank)}" : $"{Shown.Rank(ranks[i].MeanRank)}  {name}";
            page.Text(isLeft ? at - 3 : at + 3, y + 2.8, told, Size, Ink.Black, align: isLeft ? 1 : 0);
        }

        sheet.Y += height;

        double X(double rank) => left + ((rank - 1) / Math.Max(1, ranks.Length - 1) * (right - left));
    }
}
