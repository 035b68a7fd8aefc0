using System.Xml.Linq;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests;

/// <summary>What build servers rely on: 0 passed, 1 failed, 2 inconclusive, 3 anything else.</summary>
public sealed class GateTests(Bench bench)
{
    // Without them every system with a result is tested, those of other tests as well.
    private static readonly string[] Two = ["--system", "char-ngram", "--system", "tfidf"];

    [Theory]
    [InlineData("ndcg@10 >= baseline - 0.5 @ 95%", 0)]
    [InlineData("ndcg@10 >= baseline + 0.5 @ 95%", 1)]
    [InlineData("ndcg@10 >= baseline + 0.05 @ 99%", 2)]
    public async Task Compare_Gate_EndsWithItsVerdict(string gate, int code)
    {
        var outcome = await Compare("--system", "char-ngram", "--baseline", "bm25", "--gate", gate);

        Assert.True(code == outcome.Code, $"{outcome.Code}: {outcome.Output} {outcome.Errors}");
        Assert.Contains($"char-ngram: {gate}", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_SeveralGates_EndWithTheWorst()
    {
        string[] passed = [.. Two, "--gate", "ndcg@10 >= baseline - 0.5"];

        Assert.Equal(0, (await Compare(["--baseline", "bm25", .. passed, "--gate", "recall@5 >= 0.1"])).Code);
        Assert.Equal(1, (await Compare(["--baseline", "bm25", .. passed, "--gate", "recall@5 >= 0.999"])).Code);
    }

    [Fact]
    public async Task Compare_Files_HaveEveryGate()
    {
        using var folder = new TempFolder();
        var (junit, sarif) = (Path.Combine(folder.Path, "gates.xml"), Path.Combine(folder.Path, "gates.sarif"));
        var outcome = await Compare([.. Two, "--baseline", "bm25", "--gate", "ndcg@10 >= baseline - 0.5", "--gate", "recall@5 >= 0.999", "--junit", junit, "--sarif", sarif, "--json"]);

        Assert.Equal(1, outcome.Code);
        Assert.Equal("failed", (string?)System.Text.Json.Nodes.JsonNode.Parse(outcome.Output)!["outcome"]);
        Assert.Equal(("4", "2"), ((string?)XDocument.Load(junit).Root!.Attribute("tests"), (string?)XDocument.Load(junit).Root!.Attribute("failures")));
        Assert.Contains("\"kind\": \"fail\"", await File.ReadAllTextAsync(sarif), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--baseline", "bm25", "--gate", "ndcg@10 >= base")]
    [InlineData("--baseline", "nobody", "--gate", "ndcg@10 >= baseline")]
    [InlineData("--baseline", "bm25", "--gate", "ndcg@10 >= baseline", "--magic")]
    [InlineData("--gate", "ndcg@10 >= baseline")]
    [InlineData("--gate", "ndcg@10 >= 0.1", "--junit", "/nowhere/at/all.xml")]
    [InlineData("--baseline", "bm25", "--junit", "gates.xml")]
    public async Task Compare_GateThatCannotBeTested_EndsWithThree(params string[] arguments)
    {
        var outcome = await Compare(["--system", "tfidf", .. arguments]);

        Assert.True(outcome.Code == 3, $"{outcome.Code}: {outcome.Output} {outcome.Errors}");
        Assert.DoesNotContain("   at ", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_Export_WritesAReport()
    {
        using var folder = new TempFolder();
        var report = Path.Combine(folder.Path, "report.pdf");
        var outcome = (await Compare("--metric", "ndcg@10", "--export", report)).Succeeded();

        Assert.Equal("%PDF-1.7", System.Text.Encoding.ASCII.GetString(await File.ReadAllBytesAsync(report), 0, 8));
        var id = outcome.Errors.Split(' ').First(static word => word.StartsWith("cmp_", StringComparison.Ordinal));
        Assert.Contains("| rank |", (await (await bench.Hub).Run("comparisons", "export", id, "--format", "md")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains(id, (await (await bench.Hub).Run("comparisons", "list")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("does not say its format", (await Compare("--export", Path.Combine(folder.Path, "report.doc"))).Refusal(), StringComparison.Ordinal);
        Assert.Contains("does not exist", (await (await bench.Hub).Run("comparisons", "export", "cmp_none", "-o", Path.Combine(folder.Path, "none.pdf"))).Refusal(), StringComparison.Ordinal);
        Assert.Equal(["report.pdf"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    private async Task<CliOutcome> Compare(params string[] arguments)
    {
        (await bench.Run).Succeeded();
        return await (await bench.Hub).Run(["compare", "--dataset", Bench.Dataset, .. arguments]);
    }
}
