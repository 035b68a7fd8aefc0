using System.Diagnostics;
using System.Text;
using BenchHub.Reports.Documents;
using BenchHub.Reports.Fonts;

namespace BenchHub.Reports.Tests;

/// <summary>Read back by poppler, which is not ours.</summary>
public sealed class ComparisonDocumentTests
{
    [Fact]
    public async Task Write_TenSystemsOnFiveDatasets_HasAllNumbers()
    {
        var text = await Read(Samples.Of([.. Enumerable.Range(1, 10).Select(static i => $"system {i}")], datasets: 5, name: "Ten by five"));

        Assert.Contains("Ten by five", text, StringComparison.Ordinal);
        Assert.Contains("10 systems: system 1, system 2,", text, StringComparison.Ordinal);
        Assert.Contains("critical difference 2.10", text, StringComparison.Ordinal);
        Assert.Contains("not significant; 340 more items would show a difference of 0.01", text, StringComparison.Ordinal);
        foreach (var dataset in Enumerable.Range(1, 5))
        {
            Assert.Contains($"dataset {dataset}, version 1: ndcg@10 (higher is better)", text, StringComparison.Ordinal);
        }

        Assert.Equal(5, text.Split("Adjusted p of each pair").Length - 1);
        Assert.Contains("[0.8500, 0.9500]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_NamesOfAllKinds_AreThereAsText()
    {
        var text = await Read(Samples.Of(["한국어 시스템", "naïve Ωμέγα", Samples.Hostile, "🚀 rocket", "line\nbreak\u202Egnp.exe", "lone \ud800 half"]));

        Assert.Contains("naïve Ωμέγα", text, StringComparison.Ordinal);
        Assert.Contains("한국어 시스템", text, StringComparison.Ordinal);
        Assert.Contains("<b>x</b>", text, StringComparison.Ordinal);
        Assert.Contains("🚀 rocket", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', text);
        if (FontFiles.Find([]).Of(new Rune(0x1F680), isBold: false).Glyph == 0)
        {
            Assert.Contains("U+1F680", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Write_RightToLeftName_IsReadInItsOrder()
    {
        var text = await Read(Samples.Of(["שלום (12) עולם", "other"]));

        Assert.Contains("שלום", text, StringComparison.Ordinal);
        Assert.Contains("עולם", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_TwoHundredSystems_GoesOnOverPages()
    {
        var text = await Read(Samples.Of([.. Enumerable.Range(1, 200).Select(static i => $"system {i}")]));

        Assert.Contains("and 160 more", text, StringComparison.Ordinal);
        Assert.Contains("The 19900 pairs of 200 systems have no room here", text, StringComparison.Ordinal);
        Assert.Equal(200, Enumerable.Range(1, 200).Count(i => text.Contains($"system {i}\n", StringComparison.Ordinal) || text.Contains($"system {i} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Write_OneSystemAndARefusedCell_SaysSo()
    {
        var one = Samples.Of(["alone"]);
        var text = await Read(one with { Cells = [.. one.Cells, Samples.Refused("other", "The results are of unlike signatures: tokenizer 13a and char.")] });

        Assert.Contains("With one system there is nothing to test.", text, StringComparison.Ordinal);
        Assert.Contains("No numbers: The results are of unlike signatures", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_NameOfTenMegabytes_IsCut() =>
        Assert.Contains("…", await Read(Samples.Of([new string('x', 10_000_000), "other"])), StringComparison.Ordinal);

    [Fact]
    public async Task Write_Twice_IsTheSameBytes()
    {
        var comparison = Samples.Of(["a", "b"]);
        var fonts = FontFiles.Find([]);

        Assert.Equal(ComparisonDocument.Write(comparison, fonts, Samples.At), ComparisonDocument.Write(comparison, fonts, Samples.At));
        Assert.Contains("Title:           a comparison", await Poppler("pdfinfo", ComparisonDocument.Write(comparison, fonts, Samples.At)), StringComparison.Ordinal);
    }

    private static Task<string> Read(BenchHub.Comparisons.StoredComparison comparison) =>
        Poppler("pdftotext", ComparisonDocument.Write(comparison, FontFiles.Find([]), Samples.At), "-layout");

    /// <summary>What a tool of poppler prints of a document; it must not complain.</summary>
    private static async Task<string> Poppler(string tool, byte[] document, params string[] options)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, tool))), $"{tool} is missing (poppler-utils).");
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, document);
            var start = new ProcessStartInfo(tool, [.. options, path, .. tool == "pdftotext" ? new[] { "-" } : []])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal("", await errors);
            return text;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
