using System.Text.Json.Nodes;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Verdicts;
using BenchHub.Evaluation.Tests.Golden;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics.Verdicts;

public sealed class VerdictTests
{
    private const double Exact = 1e-12;

    private static readonly JsonObject Reference = ReferenceJson.Load("verdict_reference.json");

    [Fact]
    public void Measure_CasesOfRagas_AreEqual()
    {
        foreach (var item in Reference["statements"]!.AsArray())
        {
            item!["values"].AssertMeasured([new StatementVerdicts(item["verdicts"].Array<bool>())]);
        }

        foreach (var item in Reference["correctness"]!.AsArray())
        {
            var counts = item!["counts"].Array<int>();
            item["values"].AssertMeasured([new CorrectnessVerdicts(counts[0], counts[1], counts[2], item["similarity"]!.GetValue<double>())]);
        }

        foreach (var item in Reference["noise"]!.AsArray())
        {
            item!["values"].AssertMeasured(
                [new NoiseVerdicts(item["correct"].Array<bool>(), [.. item["support"]!.AsArray().Select(static row => row.Array<bool>())], item["relevant"].Array<bool>())]);
        }
    }

    // Yes, no, yes: two of three; precision 1/1 and 2/3 at the two relevant ranks.
    [Fact]
    public void Scores_Statements_AreSharesAndRankedPrecision()
    {
        var verdicts = new StatementVerdicts([true, false, true]);

        Assert.Equal(2.0 / 3, Score("faithfulness", verdicts), Exact);
        Assert.Equal(2.0 / 3, Score("context_recall", verdicts), Exact);
        Assert.Equal((1 + (2.0 / 3)) / (2 + 1e-10), Score("context_precision", verdicts), Exact);
        Assert.Equal(0, Score("context_precision", new StatementVerdicts([false])));
    }

    [Fact]
    public void Scores_NothingToJudge_AreUndefinedAndNotZero()
    {
        Assert.All(["faithfulness", "context_recall", "context_precision"], static metric => Assert.Equal(double.NaN, Score(metric, new StatementVerdicts([]))));
        Assert.Equal(double.NaN, Score("answer_relevance", new RelevanceVerdicts([], [])));
        Assert.Equal(double.NaN, Score("noise_sensitivity", new NoiseVerdicts([], [], [true])));
        Assert.Equal(double.NaN, Score("answer_correctness", new CorrectnessVerdicts(1, 0, 0)));
    }

    // (0.9 + 0.5) / 2 unless every question is evaded.
    [Fact]
    public void Scores_Relevance_IsTheMeanUnlessAllEvade()
    {
        Assert.Equal(0.7, Score("answer_relevancy", new RelevanceVerdicts([0.9, 0.5], [true, false])), Exact);
        Assert.Equal(0, Score("answer_relevancy", new RelevanceVerdicts([0.9, 0.5], [true, true])));
    }

    // P = 3/4, R = 3/5: F1 = 2 * 9/20 / (27/20) = 2/3; F2 = 5 * 9/20 / (3 + 3/5) = 5/8. 0.75 * 2/3 + 0.25 * 0.8 = 0.7.
    [Fact]
    public void Scores_Correctness_WeighsFBetaAndSimilarity()
    {
        var verdicts = new CorrectnessVerdicts(3, 1, 2, 0.8);

        Assert.Equal(0.7, Score("answer_correctness", verdicts), Exact);
        Assert.Equal(5.0 / 8, Score("answer_correctness(beta=2,factuality=1)", verdicts), Exact);
        Assert.Equal(2.0 / 3, Score("answer_correctness(factuality=1)", new CorrectnessVerdicts(3, 1, 2)), Exact);
    }

    // Three statements of which two are wrong: one stands in the relevant context, one in the irrelevant one only.
    [Fact]
    public void Scores_Noise_TellsWhichContextMisled()
    {
        var verdicts = new NoiseVerdicts([true, false, false], [[true, false], [true, true], [false, true]], [true, false]);

        Assert.Equal(1.0 / 3, Score("noise_sensitivity", verdicts), Exact);
        Assert.Equal(1.0 / 3, Score("noise_sensitivity(contexts=irrelevant)", verdicts), Exact);
        Assert.Equal(0, Score("noise_sensitivity", new NoiseVerdicts([false], [[false]], [true])));
    }

    [Fact]
    public void Constructors_ListsThatDoNotFit_AreRefused()
    {
        Assert.Throws<InvalidItemException>(static () => new RelevanceVerdicts([1], []));
        Assert.Throws<InvalidItemException>(static () => new RelevanceVerdicts([double.NaN], [true]));
        Assert.Throws<InvalidItemException>(static () => new CorrectnessVerdicts(-1, 0, 0));
        Assert.Throws<InvalidItemException>(static () => new CorrectnessVerdicts(0, 0, 0, double.PositiveInfinity));
        Assert.Throws<InvalidItemException>(static () => new NoiseVerdicts([true], [], [true]));
        Assert.Throws<InvalidItemException>(static () => new NoiseVerdicts([true], [[true, false]], [true]));
    }

    [Fact]
    public void ContextPrecision_BetterOrder_IsNeverLess() => Property.Holds(
        Gen.ArrayOf(Gen.Elements(true, false)).Where(static verdicts => verdicts.Length > 0),
        static verdicts => Score("context_precision", new StatementVerdicts([.. verdicts.OrderDescending()])) >= Score("context_precision", new StatementVerdicts(verdicts)) - Exact
            && Score("context_precision", new StatementVerdicts(verdicts)) is >= 0 and < 1);

    private static double Score<TItem>(string metric, TItem item)
        where TItem : class => MetricCatalog.Resolve(metric).Scores<TItem>([item])[0];
}
