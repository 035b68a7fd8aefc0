using System.Text;
using System.Text.Json.Nodes;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Evaluation.Trec;

namespace BenchHub.Evaluation.Tests.Golden;

/// <summary>BEIR's and ir_measures' numbers for one run (tests/reference/retrieval_presets.py).</summary>
public sealed class RetrievalPresetsTests
{
    private static readonly JsonNode Reference = JsonNode.Parse(File.ReadAllText(ReferenceFolder.Find("retrieval_presets.json")))!;

    [Theory]
    [InlineData("beir", "beir", 1e-9)]
    [InlineData("beir_custom", "beir_custom", 1e-9)]
    [InlineData("ir_measures", "ir_measures", 1e-9)]
    [InlineData("ir_measures", "ir_measures_to_5_decimals", 5e-6)] // gdeval.pl rounds each query's value
    public async Task Measure_UnderThePreset_EqualsTheProgram(string preset, string values, double tolerance)
    {
        var expected = Reference[values]!.AsObject();
        var metrics = MetricSet.Parse(expected.Select(static value => value.Key));

        var result = await Measure(metrics, RetrievalPolicies.Find(preset)!);

        for (var i = 0; i < metrics.Count; i++)
        {
            var theirs = (double)expected[metrics.Names[i]]!;
            Assert.True(Math.Abs(theirs - result.Values[i]) <= tolerance, $"{metrics.Names[i]}: {preset} says {theirs:R}, we say {result.Values[i]:R}.");
        }
    }

    [Fact]
    public void Beir_DefaultMetrics_AreThoseOfItsEvaluate()
    {
        Assert.Equal(
            Reference["beir"]!.AsObject().Select(static value => value.Key).Order(StringComparer.Ordinal),
            RetrievalPolicies.Beir.Metrics.Order(StringComparer.Ordinal));
        Assert.Equal(
            Reference["beir_custom"]!.AsObject().Select(static value => value.Key).Order(StringComparer.Ordinal),
            MetricSet.Parse(RetrievalPolicies.BeirCustom.Metrics).Names.Order(StringComparer.Ordinal));
    }

    // The policies differ on this run, so that none of them can pass for another.
    [Fact]
    public async Task Measure_UnderDifferentPolicies_DiffersInTheThirdDecimal()
    {
        var metrics = MetricSet.Parse(["ndcg@10"]);
        var values = new HashSet<double>();
        foreach (var policy in new[] { RetrievalPolicies.Beir, RetrievalPolicies.TrecEval9, RetrievalPolicies.TrecEval10Complete, RetrievalPolicies.IrMeasures })
        {
            values.Add(Math.Round((await Measure(metrics, policy)).Values[0], 3));
        }

        Assert.Equal(4, values.Count);
    }

    private static Task<TrecResult> Measure(MetricSet metrics, RetrievalPolicy policy) => TrecEvaluation.MeasureAsync(
        new("qrels", Lines("qrels")), new("run", Lines("run")), metrics, policy, cancellation: TestContext.Current.CancellationToken);

    private static MemoryStream Lines(string name) =>
        new(Encoding.UTF8.GetBytes(string.Join('\n', Reference[name]!.AsArray().Select(static line => (string?)line))));
}
