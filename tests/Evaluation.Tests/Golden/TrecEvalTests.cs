using System.Globalization;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Evaluation.Trec;

namespace BenchHub.Evaluation.Tests.Golden;

/// <summary>Every value of ours beside what trec_eval printed with 17 digits (golden/README.md).</summary>
public sealed class TrecEvalTests
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData("golden_c_v10.0.tsv", "trec_eval10_complete", 60)]
    [InlineData("golden_c_v9.0.8.tsv", "trec_eval9_complete", 60)]
    [InlineData("golden_noc_v9.0.8.tsv", "trec_eval9", 58)]
    public async Task Measure_GoldenRun_EqualsTrecEvalInEveryMeasurePerQueryAndOverall(string file, string policyName, int queries)
    {
        var golden = TrecGolden.Load(file);
        var policy = RetrievalPolicies.Find(policyName)!;
        var lines = TrecNames.Lines(["all_trec"], policy.Mode);
        var metrics = MetricSet.Parse(lines.Where(static line => line.Metric is not null).Select(static line => line.Metric!.ToString()));

        await using var qrels = File.OpenRead(SharedFolder.Find("golden/ir/qrels.txt"));
        await using var run = File.OpenRead(SharedFolder.Find("golden/ir/run.txt"));
        var result = await TrecEvaluation.MeasureAsync(
            new("qrels.txt", qrels), new("run.txt", run), metrics, policy, leading: 10, TestContext.Current.CancellationToken);

        Assert.Equal(queries, result.Queries.Count);
        Assert.Equal(
            golden.Values.Keys.Select(static key => key.Measure).ToHashSet(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            lines.Select(static line => line.Name).Order(StringComparer.Ordinal));
        foreach (var line in lines)
        {
            var column = line.Metric is null ? -1 : metrics.Names.ToList().IndexOf(line.Metric.ToString());
            Check(golden, result, line, column);
        }
    }

    private static void Check(TrecGolden golden, TrecResult result, TrecLine line, int column)
    {
        for (var i = 0; line.PerQuery && i < result.Queries.Count; i++)
        {
            var query = result.Queries[i];
            if (line.Kind == TrecLineKind.Relevance)
            {
                Assert.Equal(golden.Values.GetValueOrDefault((line.Name, query.Id), "''"), $"'{query.Relevance}'");
            }
            else if (golden.Values.ContainsKey((line.Name, query.Id)) || line.Name != "num_rel")
            {
                // trec_eval 9 prints no line for a query that the run lacks, and has 0 for it; its relevant documents count all the same.
                AssertClose(golden.Value(line.Name, query.Id), result.Scores[column][i], $"{line.Name} of query {query.Id}");
            }
        }

        if (line.Kind == TrecLineKind.RunTag)
        {
            Assert.Equal(golden.Values[(line.Name, "all")], result.Tag);
        }
        else if (line.Overall)
        {
            AssertClose(double.Parse(golden.Values[(line.Name, "all")], CultureInfo.InvariantCulture), result.Values[column], $"{line.Name} of all");
        }
    }

    private static void AssertClose(double expected, double actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance, $"{what}: trec_eval says {expected:R}, we say {actual:R}.");
}
