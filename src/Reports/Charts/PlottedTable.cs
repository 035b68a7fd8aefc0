using BenchHub.Reports.Documents;
using BenchHub.Reports.Pdf;

namespace BenchHub.Reports.Charts;

/// <param name="Width">In points.</param>
internal sealed record Column(string Title, double Width, bool IsNumber = true);

/// <param name="Value">Where the dot stands; null for none.</param>
/// <param name="Low">Left end of the interval.</param>
/// <param name="High">Right end.</param>
internal sealed record PlottedRow(IReadOnlyList<string> Cells, double? Value, double? Low, double? High);

/// <summary>A table whose last column is a plot of values with their intervals, so that it goes on over pages with the numbers beside it.</summary>
internal static class PlottedTable
{
    private const double RowHeight = 14, Size = 8;

    public static void Draw(Sheet sheet, IReadOnlyList<Column> columns, IReadOnlyList<PlottedRow> rows)
    {
        var scale = Scale.Of(rows, Sheet.Left + columns.Sum(static column => column.Width) + 10, Sheet.Right - 6);
        sheet.Need(3 * RowHeight);
        Header(sheet, columns, scale);
        foreach (var row in rows)
        {
            if (sheet.Need(RowHeight))
            {
                Header(sheet, columns, scale);
            }

            Row(sheet, columns, row, scale);
        }

        sheet.Y += 8;
    }

    private static void Header(Sheet sheet, IReadOnlyList<Column> columns, Scale? scale)
    {
        sheet.Page.Rectangle(Sheet.Left, sheet.Y, Sheet.Right - Sheet.Left, RowHeight, Ink.Shade);
        Cells(sheet, columns, [.. columns.Select(static column => column.Title)], isBold: true);
        if (scale is not null)
        {
            sheet.Page.Text(scale.Left, sheet.Y + 10, Shown.Number(scale.From), 6.5, Ink.Grey);
            sheet.Page.Text(scale.Right, sheet.Y + 10, Shown.Number(scale.To), 6.5, Ink.Grey, align: 1);
        }

        sheet.Y += RowHeight;
    }

    private static void Row(Sheet sheet, IReadOnlyList<Column> columns, PlottedRow row, Scale? scale)
    {
        Cells(sheet, columns, row.Cells, isBold: false);
        var middle = sheet.Y + (RowHeight / 2);
        if (scale is not null && row is { Low: { } low, High: { } high })
        {
            sheet.Page.Line(scale.At(low), middle, scale.At(high), middle, Ink.Accent, 1.2);
            sheet.Page.Line(scale.At(low), middle - 2.5, scale.At(low), middle + 2.5, Ink.Accent, 0.8);
            sheet.Page.Line(scale.At(high), middle - 2.5, scale.At(high), middle + 2.5, Ink.Accent, 0.8);
        }

        if (scale is not null && row.Value is { } value && double.IsFinite(value))
        {
            sheet.Page.Dot(scale.At(value), middle, 2.2, Ink.Accent);
        }

        sheet.Y += RowHeight;
        sheet.Page.Line(Sheet.Left, sheet.Y, Sheet.Right, sheet.Y, Ink.Pale, 0.3);
    }

    private static void Cells(Sheet sheet, IReadOnlyList<Column> columns, IReadOnlyList<string> cells, bool isBold)
    {
        var x = Sheet.Left + 3;
        for (var i = 0; i < columns.Count; i++)
        {
            var (room, isNumber) = (columns[i].Width - 6, columns[i].IsNumber);
            sheet.Page.Text(isNumber ? x + room : x, sheet.Y + 10, Lines.Fitted(sheet.Fonts, cells[i], room, Size, isBold), Size, Ink.Black, isBold, isNumber ? 1 : 0);
            x += columns[i].Width;
        }
    }

    private sealed record Scale(double From, double To, double Left, double Right)
    {
        /// <summary>Null where there is nothing to draw.</summary>
        public static Scale? Of(IReadOnlyList<PlottedRow> rows, double left, double right)
        {
            double[] ends = [.. rows.SelectMany(static row => new[] { row.Value, row.Low, row.High }).OfType<double>().Where(double.IsFinite)];
            if (ends.Length == 0)
            {
                return null;
            }

            var (from, to) = (ends.Min(), ends.Max());
            return from < to ? new(from, to, left, right) : new(from - 0.5, to + 0.5, left, right);
        }

        public double At(double value) => Left + ((value - From) / (To - From) * (Right - Left));
    }
}
