using System.Text;

namespace BenchHub.Reports.Pdf;

/// <summary>A page of A4 to draw on; lengths in points, y from the top down.</summary>
internal sealed class PdfPage(PdfFonts fonts)
{
    public const double Width = 595.28, Height = 841.89;

    private readonly StringBuilder _operators = new();

    public byte[] Content => Encoding.ASCII.GetBytes(_operators.ToString());

    /// <param name="x">Left end, or with <paramref name="align"/> 0.5 the middle, with 1 the right end.</param>
    /// <param name="y">Of the line that the letters stand on.</param>
    public void Text(double x, double y, string text, double size, Ink ink, bool isBold = false, double align = 0)
    {
        if (text.Length == 0)
        {
            return;
        }

        var left = x - (align == 0 ? 0 : align * fonts.Width(text, size, isBold));
        Put($"BT {ink.Fill} 1 0 0 1 {N(left)} {N(Height - y)} Tm {fonts.Shown(text, size, isBold)} ET");
    }

    public void Line(double x1, double y1, double x2, double y2, Ink ink, double width = 0.5) =>
        Put($"{ink.Stroke} {N(width)} w {N(x1)} {N(Height - y1)} m {N(x2)} {N(Height - y2)} l S");

    public void Rectangle(double x, double y, double width, double height, Ink ink) =>
        Put($"{ink.Fill} {N(x)} {N(Height - y - height)} {N(width)} {N(height)} re f");

    /// <summary>Four Bézier curves, as near to a circle as they come.</summary>
    public void Dot(double x, double y, double radius, Ink ink)
    {
        var (cy, k) = (Height - y, 0.5523 * radius);
        Put($"{ink.Fill} {N(x + radius)} {N(cy)} m {C(x + radius, cy + k, x + k, cy + radius, x, cy + radius)} {C(x - k, cy + radius, x - radius, cy + k, x - radius, cy)} "
            + $"{C(x - radius, cy - k, x - k, cy - radius, x, cy - radius)} {C(x + k, cy - radius, x + radius, cy - k, x + radius, cy)} f");
    }

    private void Put(string operators) => _operators.Append(operators).Append('\n');

    private static string C(params ReadOnlySpan<double> values)
    {
        var text = new StringBuilder();
        foreach (var value in values)
        {
            text.Append(N(value)).Append(' ');
        }

        return text.Append('c').ToString();
    }

    private static string N(double value) => PdfFile.Number(value);
}
