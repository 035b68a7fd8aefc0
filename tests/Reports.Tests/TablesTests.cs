using System.Text.RegularExpressions;
using BenchHub.Reports.Tables;

namespace BenchHub.Reports.Tests;

public sealed class TablesTests
{
    [Fact]
    public void Markdown_HostileName_IsTextInOneCell()
    {
        var lines = MarkdownReport.Write(Samples.Of(["fine", Samples.Hostile + "\n| a new row |"])).Split('\n');
        var row = Assert.Single(lines, static line => line.StartsWith("| 2 |", StringComparison.Ordinal));

        // Eight bars that no backslash stands before: those of seven cells.
        Assert.Equal(8, Regex.Count(row, @"(?<!\\)\|"));
        Assert.Contains(@"\<b\>x\</b\> \| \{a\}\_b & 50%".Replace("&", @"\&", StringComparison.Ordinal), row, StringComparison.Ordinal);
        Assert.DoesNotContain(lines, static line => line.StartsWith("| a new row", StringComparison.Ordinal));
    }

    [Fact]
    public void Markdown_RefusedCell_SaysWhy()
    {
        var one = Samples.Of(["a", "b"], datasets: 2);
        var text = MarkdownReport.Write(one with { Cells = [.. one.Cells, Samples.Refused("other", "unlike signatures")] });

        Assert.Contains("No numbers: unlike signatures", text, StringComparison.Ordinal);
        Assert.Contains("## Over 2 datasets: ndcg\\@10", text, StringComparison.Ordinal);
        Assert.Contains("| a − b | +", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Latex_BestIsBoldAndWorseMarked()
    {
        // Values 0.9, 0.9 - 0.8/3, 0.9 - 1.6/3; the third differs from the first.
        var text = LatexReport.Write(Samples.Of(["first", "second", "third"]));

        Assert.Contains("first & \\textbf{0.9000} \\\\\n", text, StringComparison.Ordinal);
        Assert.Contains("second & 0.6333 \\\\\n", text, StringComparison.Ordinal);
        Assert.Contains("third & 0.3667$^{\\dagger}$ \\\\\n", text, StringComparison.Ordinal);
        Assert.Contains("\\label{tab:cmp-01k}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Latex_HostileName_HasNoCommandOfItsOwn()
    {
        var text = LatexReport.Write(Samples.Of([Samples.Hostile + "\n\\end{document}", "*[2em] other"], name: "100% \\write18{rm}"));

        Assert.Contains("\\textbackslash{}input\\{x\\}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\\end{document}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\\write18", text, StringComparison.Ordinal);
        Assert.Contains("{*}{[}2em{]} other", text, StringComparison.Ordinal);
        Assert.Equal(Regex.Count(text, @"(?<!\\)\{"), Regex.Count(text, @"(?<!\\)\}"));
    }

    [Fact]
    public void Latex_ManyCells_AreSeveralTables()
    {
        var text = LatexReport.Write(Samples.Of(["a", "b"], datasets: 8));

        Assert.Equal(2, Regex.Count(text, @"\\begin\{tabular\}"));
        Assert.Contains("\\begin{tabular}{lrrrrrr}", text, StringComparison.Ordinal);
        Assert.Contains("\\begin{tabular}{lrr}", text, StringComparison.Ordinal);
    }
}
