namespace BenchHub.Reports.Pdf;

/// <summary>A colour; those with text on white have a contrast of at least 4.5 (WCAG 2.2, 1.4.3).</summary>
internal readonly record struct Ink(byte Red, byte Green, byte Blue)
{
    public static Ink Black { get; } = new(0x1A, 0x1A, 0x1A);

    public static Ink Grey { get; } = new(0x5C, 0x5C, 0x5C);

    public static Ink Pale { get; } = new(0xD0, 0xD0, 0xD0);

    public static Ink Shade { get; } = new(0xF2, 0xF2, 0xF2);

    public static Ink Accent { get; } = new(0x1F, 0x5A, 0xA6);

    public static Ink Light { get; } = new(0xCF, 0xE0, 0xF5);

    public string Fill => $"{Rgb} rg";

    public string Stroke => $"{Rgb} RG";

    private string Rgb => $"{PdfFile.Number(Red / 255.0)} {PdfFile.Number(Green / 255.0)} {PdfFile.Number(Blue / 255.0)}";
}
