using System.Diagnostics;
using System.Globalization;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Tests.Golden;

/// <summary>The independent derivation in <c>tests/reference</c>, run as a program, against trec_eval and against us.</summary>
public sealed class TrecReferenceTests
{
    private static readonly Dictionary<string, string> TrecNames = new()
    {
        ["map"] = "map",
        ["ndcg"] = "ndcg",
        ["mrr"] = "recip_rank",
        ["rprec"] = "Rprec",
        ["bpref"] = "bpref",
        ["precision@5"] = "P_5",
        ["precision@10"] = "P_10",
        ["recall@5"] = "recall_5",
        ["recall@100"] = "recall_100",
        ["success@1"] = "success_1",
        ["map@10"] = "map_cut_10",
        ["ndcg@10"] = "ndcg_cut_10",
        ["ndcg@1000"] = "ndcg_cut_1000",
    };

    [Theory]
    [InlineData("v10", "golden_c_v10.0.tsv", TrecMode.V10)]
    [InlineData("v9", "golden_c_v9.0.8.tsv", TrecMode.V9)]
    public async Task Reference_GoldenRun_EqualsTrecEvalAndUs(string argument, string file, TrecMode mode)
    {
        var golden = TrecGolden.Load(file);
        var reference = await RunAsync(SharedFolder.Find("golden/ir/run.txt"), SharedFolder.Find("golden/ir/qrels.txt"), argument);
        var metrics = MetricSet.Parse(reference.Select(static row => row.Metric).Distinct());
        var scorer = new RetrievalScorer(metrics, mode);
        var ours = golden.Judged.ToDictionary(
            static query => query.Key, query => scorer.Score(query.Value, golden.Run.GetValueOrDefault(query.Key, [])));

        Assert.Equal(60 * metrics.Count, reference.Count);
        foreach (var (query, metric, value) in reference)
        {
            Assert.Equal(value, ours[query][metrics.Names.ToList().IndexOf(metric)], tolerance: 1e-12);
            if (TrecNames.TryGetValue(metric, out var theirs))
            {
                Assert.Equal(golden.Value(theirs, query), value, tolerance: 1e-9);
            }
        }
    }

    private static async Task<List<(string Query, string Metric, double Value)>> RunAsync(string run, string qrels, string mode)
    {
        using var python = Start(run, qrels, mode);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var errors = python.StandardError.ReadToEndAsync(deadline.Token);
        var output = await python.StandardOutput.ReadToEndAsync(deadline.Token);
        await python.WaitForExitAsync(deadline.Token);
        Assert.True(python.ExitCode == 0, await errors);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('\t')).Select(
            static row => (row[0], row[1], double.Parse(row[2], CultureInfo.InvariantCulture)))];
    }

    private static Process Start(string run, string qrels, string mode)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("python3", [ReferenceFolder.Find("trec_reference.py"), run, qrels, "--mode", mode])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = System.Text.Encoding.UTF8,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is not on the PATH.");
            throw;
        }
    }
}
