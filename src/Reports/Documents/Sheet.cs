using BenchHub.Reports.Fonts;
using BenchHub.Reports.Pdf;

namespace BenchHub.Reports.Documents;

/// <summary>A document that is written from top to bottom, and goes on with a new page where one ends.</summary>
internal sealed class Sheet
{
    public const double Left = 48, Right = PdfPage.Width - 48, Top = 52, Bottom = PdfPage.Height - 56;

    private readonly List<PdfPage> _pages = [];

    public Sheet(FontChain fonts)
    {
        Fonts = new(fonts);
        Break();
    }

    public PdfFonts Fonts { get; }

    public PdfPage Page => _pages[^1];

    /// <summary>Where the next thing begins.</summary>
    public double Y { get; set; }

    public void Break()
    {
        _pages.Add(new(Fonts));
        Y = Top;
    }

    /// <returns>Whether that took a new page.</returns>
    public bool Need(double height)
    {
        if (Y + height <= Bottom || Y == Top)
        {
            return false;
        }

        Break();
        return true;
    }

    public void Heading(string text, double size, double space = 14)
    {
        // A heading alone at the end of a page would speak of nothing.
        Need(space + size + 90);
        Y += Y == Top ? 0 : space;
        foreach (var line in Lines.Of(Fonts, text, Right - Left, size, isBold: true))
        {
            Y += size * 1.2;
            Page.Text(Left, Y, line, size, Ink.Black, isBold: true);
        }

        Y += size * 0.5;
    }

    public void Paragraph(string text, double size = 9, Ink? ink = null, double indent = 0)
    {
        foreach (var line in Lines.Of(Fonts, text, Right - Left - indent, size, isBold: false))
        {
            Need(size * 1.35);
            Y += size * 1.35;
            Page.Text(Left + indent, Y, line, size, ink ?? Ink.Black);
        }

        Y += size * 0.4;
    }

    /// <param name="footer">Stands at the foot of each page, before its number.</param>
    public byte[] Write(string title, string footer, DateTimeOffset at)
    {
        for (var i = 0; i < _pages.Count; i++)
        {
            var y = PdfPage.Height - 32;
            _pages[i].Text(Left, y, Lines.Fitted(Fonts, footer, Right - Left - 60, 7.5, isBold: false), 7.5, Ink.Grey);
            _pages[i].Text(Right, y, $"{i + 1} / {_pages.Count}", 7.5, Ink.Grey, align: 1);
        }

        var file = new PdfFile();
        var tree = file.Reserve();
        var resources = file.Reserve();
        int[] pages = [.. _pages.Select(page => file.Add(
            $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {PdfFile.Number(PdfPage.Width)} {PdfFile.Number(PdfPage.Height)}] /Resources {resources} 0 R /Contents {file.AddStream(page.Content)} 0 R >>"))];
        file.Set(tree, $"<< /Type /Pages /Count {pages.Length} /Kids [{string.Join(' ', pages.Select(static page => $"{page} 0 R"))}] >>");
        file.Set(resources, $"<< /Font << {Fonts.Write(file)} >> >>");
        var catalog = file.Add($"<< /Type /Catalog /Pages {tree} 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> >>");
        var information = file.Add($"<< /Title {PdfFile.Text(title)} /Producer (BenchHub) /CreationDate (D:{at.UtcDateTime:yyyyMMddHHmmss}Z) >>");
        return file.Write(catalog, information);
    }
}
