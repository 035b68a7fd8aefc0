using System.Globalization;
using BenchHub.Comparisons;
using BenchHub.Reports.Documents;
using BenchHub.Reports.Pdf;

namespace BenchHub.Reports.Charts;

/// <summary>The adjusted p of every pair; those that decide are bold on a ground of their own.</summary>
internal static class PValueMatrix
{
    /// <summary>More systems than this have no room on a page.</summary>
    public const int MostSystems = 16;

    private const double Label = 130, RowHeight = 13, Size = 6.8;

    public static void Draw(Sheet sheet, ComparisonCell cell)
    {
        string[] systems = [.. cell.Ranking.Select(static entry => entry.System)];
        var pairs = new Dictionary<(string, string), PairwiseTest>();
        foreach (var test in cell.Tests)
        {
            pairs[(test.A, test.B)] = pairs[(test.B, test.A)] = test;
        }

        sheet.Need((RowHeight * (systems.Length + 1)) + 24);
        sheet.Y += 10;
        sheet.Page.Text(Sheet.Left, sheet.Y, "Adjusted p of each pair", 8, Ink.Black, isBold: true);
        sheet.Y += 6;
        var width = Math.Min(34, (Sheet.Right - Sheet.Left - Label) / systems.Length);
        for (var column = 0; column < systems.Length; column++)
        {
            sheet.Page.Text(X(column), sheet.Y + 9, $"{column + 1}", Size, Ink.Grey, align: 0.5);
        }

        for (var row = 0; row < systems.Length; row++)
        {
            sheet.Y += RowHeight;
            sheet.Page.Text(Sheet.Left, sheet.Y + 9, Lines.Fitted(sheet.Fonts, $"{row + 1}  {systems[row]}", Label - 6, 7.5, isBold: false), 7.5, Ink.Black);
            for (var column = 0; column < systems.Length; column++)
            {
                Cell(row, column);
            }
        }

        sheet.Y += RowHeight + 8;

        double X(int column) => Sheet.Left + Label + (width * (column + 0.5));

        void Cell(int row, int column)
        {
            var pair = row == column ? null : pairs.GetValueOrDefault((systems[row], systems[column]));
            var isSignificant = pair is { Significant: true };
            if (isSignificant)
            {
                sheet.Page.Rectangle(X(column) - (width / 2) + 0.5, sheet.Y + 0.5, width - 1, RowHeight - 1, Ink.Light);
            }

            sheet.Page.Text(X(column), sheet.Y + 9, row == column ? "·" : Short(pair?.PAdjusted), Size, Ink.Black, isSignificant, align: 0.5);
        }
    }

    /// <summary>Three digits without the 0 before them.</summary>
    private static string Short(double? p) => p is not { } value ? "–"
        : value < 0.001 ? "<.001"
        : value.ToString("0.000", CultureInfo.InvariantCulture).TrimStart('0');
}
