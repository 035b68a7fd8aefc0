using BenchHub.Comparisons;
using BenchHub.Reports.Charts;
using BenchHub.Reports.Fonts;
using BenchHub.Reports.Pdf;

namespace BenchHub.Reports.Documents;

/// <summary>A comparison as a PDF: what was compared, the rankings with their intervals, which pairs differ, and how all of it was found.</summary>
public static class ComparisonDocument
{
    private const int MostNamed = 40, MostPowers = 6;

    /// <param name="at">When the report is written.</param>
    public static byte[] Write(StoredComparison comparison, FontChain fonts, DateTimeOffset at)
    {
        var sheet = new Sheet(fonts);
        Opening(sheet, comparison, at);
        foreach (var overall in comparison.Overall)
        {
            OverallSection.Draw(sheet, overall);
        }

        foreach (var cell in comparison.Cells)
        {
            Cell(sheet, cell);
        }

        Missing(sheet);
        return sheet.Write(Shown.Name(comparison.Name), $"{comparison.Name} · {comparison.Id} · BenchHub", at);
    }

    private static void Opening(Sheet sheet, StoredComparison comparison, DateTimeOffset at)
    {
        sheet.Heading(comparison.Name, 18);
        sheet.Paragraph(
            $"Comparison {comparison.Id}, made {Shown.At(comparison.CreatedAt)}{(comparison.CreatedFrom is { } former ? $" as a repetition of {former}" : "")}; report of {Shown.At(at)}.", 9, Ink.Grey);
        sheet.Heading("What was compared", 12);
        sheet.Paragraph($"{comparison.Systems.Length} systems: {Named([.. comparison.Systems.Select(static system => system.System)])}");
        sheet.Paragraph($"Datasets: {Named([.. comparison.Cells.Select(static cell => $"{cell.DatasetName} (version {cell.Version})").Distinct()])}");
        sheet.Paragraph($"Metrics: {Named([.. comparison.Cells.Select(static cell => cell.Metric).Distinct()])}");
        sheet.Paragraph(
            $"Tests: {string.Join(", ", comparison.Tests)}, of which the first decides; adjusted over every test of every pair by {comparison.Correction} at level {comparison.Alpha:0.####}.");
        var pairs = comparison.Cells.SelectMany(static cell => cell.Tests).ToList();
        sheet.Paragraph($"{pairs.Count(static pair => pair.Significant)} of {pairs.Count} pairs differ significantly.");
    }

    private static void Cell(Sheet sheet, ComparisonCell cell)
    {
        sheet.Heading($"{cell.DatasetName}, version {cell.Version}: {cell.Metric} ({(cell.LowerIsBetter ? "lower" : "higher")} is better)", 12);
        if (cell.Refusal is { } refusal)
        {
            sheet.Paragraph($"No numbers: {refusal}");
            return;
        }

        PlottedTable.Draw(
            sheet,
            [new("rank", 30), new("rank int.", 44), new("system", 130, IsNumber: false), new("value", 48), new("95 % interval", 92), new("n", 36), new("errors", 38)],
            [.. cell.Ranking.Select(static entry => new PlottedRow(
                [$"{entry.Rank}", Shown.Ranks(entry.RankLow, entry.RankHigh), entry.System, Shown.Number(entry.Value), Shown.Interval(entry.CiLow, entry.CiHigh), $"{entry.N}", $"{entry.Errors}"],
                entry.Value, entry.CiLow, entry.CiHigh))]);
        if (cell.Tests.IsEmpty)
        {
            sheet.Paragraph("With one system there is nothing to test.");
        }
        else if (cell.Ranking.Length <= PValueMatrix.MostSystems)
        {
            PValueMatrix.Draw(sheet, cell);
        }
        else
        {
            sheet.Paragraph($"The {cell.Tests.Length} pairs of {cell.Ranking.Length} systems have no room here; the export as CSV has them.");
        }

        Groups(sheet, [.. cell.Groups.Where(static group => group.Length > 1)]);
        Powers(sheet, [.. cell.Tests.Where(static pair => pair is { Significant: false, Power: not null })]);
        Notes(sheet, cell.Notes, cell.Method);
    }

    internal static void Notes(Sheet sheet, IEnumerable<string> notes, string method)
    {
        foreach (var note in notes)
        {
            sheet.Paragraph($"– {note}", 8, indent: 8);
        }

        sheet.Paragraph($"Method: {method}", 8, Ink.Grey);
    }

    internal static void Groups(Sheet sheet, IReadOnlyList<IReadOnlyList<string>> groups)
    {
        foreach (var group in groups.Take(MostPowers))
        {
            sheet.Paragraph($"Not found to differ: {Named(group)}", 8.5);
        }

        if (groups.Count > MostPowers)
        {
            sheet.Paragraph($"There are {groups.Count - MostPowers} more such groups.", 8.5);
        }
    }

    private static void Powers(Sheet sheet, IReadOnlyList<PairwiseTest> pairs)
    {
        foreach (var pair in pairs.Take(MostPowers))
        {
            sheet.Paragraph($"{pair.A} − {pair.B}: {pair.Power!.Sentence}", 8.5);
        }

        if (pairs.Count > MostPowers)
        {
            sheet.Paragraph($"{pairs.Count - MostPowers} more pairs do not differ significantly; the export as CSV has what they would need.", 8.5);
        }
    }

    private static void Missing(Sheet sheet)
    {
        var missing = sheet.Fonts.Missing;
        if (missing.Count > 0)
        {
            var some = string.Join(", ", missing.Take(12).Select(static character => $"U+{character:X4}"));
            sheet.Paragraph(
                $"No font of this hub has {missing.Count} of the characters of the names ({some}{(missing.Count > 12 ? ", …" : "")}); they are shown as boxes. Install fonts (Debian: fonts-nanum for Korean) or name them with BenchHub:Fonts.", 8, Ink.Grey);
        }
    }

    private static string Named(IReadOnlyList<string> names) => names.Count <= MostNamed
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MostNamed))} and {names.Count - MostNamed} more";
}
