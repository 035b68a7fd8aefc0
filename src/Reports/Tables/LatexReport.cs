using System.Text;
using BenchHub.Comparisons;

namespace BenchHub.Reports.Tables;

/// <summary>
/// A comparison as a LaTeX table (package booktabs): systems by cells, the best value of each bold, and a dagger at systems that are
/// significantly worse than it. Names that are not Latin need XeLaTeX or LuaLaTeX and a font that has them.
/// </summary>
public static class LatexReport
{
    // Wider tables run off a page; the cells go on in a further one.
    private const int CellsPerTable = 6;

    public static string Write(StoredComparison comparison)
    {
        var text = new StringBuilder("% \\usepackage{booktabs}\n");
        ComparisonCell[] cells = [.. comparison.Cells.Where(static cell => cell.Refusal is null)];
        var part = 0;
        foreach (var chunk in cells.Chunk(CellsPerTable))
        {
            Table(text, comparison, chunk, cells.Length > CellsPerTable ? ++part : null);
        }

        foreach (var cell in comparison.Cells.Where(static cell => cell.Refusal is not null))
        {
            text.Append($"% {Comment($"{cell.DatasetName}, {cell.Metric}: {cell.Refusal}")}\n");
        }

        return text.ToString();
    }

    private static void Table(StringBuilder text, StoredComparison comparison, ComparisonCell[] cells, int? part)
    {
        var label = Comment(comparison.Id).Replace('_', '-') + (part is { } number ? $"-{number}" : "");
        text.Append("\\begin{table}\n\\centering\n\\begin{tabular}{l").Insert(text.Length, "r", cells.Length).Append("}\n\\toprule\n");
        Row(text, "", cells.Select(static cell => LatexText.Escaped($"{cell.DatasetName}")));
        Row(text, "System", cells.Select(static cell => LatexText.Escaped(cell.Metric) + (cell.LowerIsBetter ? " $\\downarrow$" : " $\\uparrow$")));
        text.Append("\\midrule\n");
        foreach (var system in comparison.Systems)
        {
            Row(text, LatexText.Escaped(system.System), cells.Select(cell => Value(cell, system)));
        }

        text.Append("\\bottomrule\n\\end{tabular}\n");
        text.Append($"\\caption{{{LatexText.Escaped(comparison.Name)}. Bold: best value. $\\dagger$: significantly worse than the best at a family-wise level of {Shown.Number(comparison.Alpha)} ({LatexText.Escaped(comparison.Correction)} over all tests).}}\n");
        text.Append($"\\label{{tab:{label}}}\n\\end{{table}}\n");
    }

    private static string Value(ComparisonCell cell, ComparedSystem system)
    {
        var entry = cell.Ranking.FirstOrDefault(candidate => candidate.SystemId == system.SystemId && candidate.System == system.System)
            ?? cell.Ranking.FirstOrDefault(candidate => candidate.SystemId == system.SystemId);
        if (entry is null || !double.IsFinite(entry.Value))
        {
            return "--";
        }

        var isWorse = cell.Tests.Any(test => test.Significant
            && ((test.A == entry.System && IsBest(cell, test.B)) || (test.B == entry.System && IsBest(cell, test.A))));
        var value = entry.Rank == 1 ? $"\\textbf{{{Shown.Number(entry.Value)}}}" : Shown.Number(entry.Value);
        return isWorse && entry.Rank > 1 ? value + "$^{\\dagger}$" : value;
    }

    private static bool IsBest(ComparisonCell cell, string system) => cell.Ranking.Any(entry => entry.Rank == 1 && entry.System == system);

    private static void Row(StringBuilder text, string first, IEnumerable<string> cells) => text.Append(first).Append(" & ").AppendJoin(" & ", cells).Append(" \\\\\n");

    private static string Comment(string text) => Shown.Name(text).Replace('%', ' ').Replace('\\', ' ').Replace('{', ' ').Replace('}', ' ');
}
