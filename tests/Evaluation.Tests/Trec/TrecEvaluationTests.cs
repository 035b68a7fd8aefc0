using System.Text;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Evaluation.Trec;

namespace BenchHub.Evaluation.Tests.Trec;

public sealed class TrecEvaluationTests
{
    private const string Qrels = "q1 0 d1 1\nq1 0 d2 0\nq2 0 d1 2\n";

    private const string Run = "q1 Q0 d2 1 2.0 mine\nq1 Q0 d1 2 1.0 mine\nq2 Q0 d1 1 1.0 mine\nq3 Q0 d1 1 1.0 last\n";

    private static readonly MetricSet Metrics = MetricSet.Parse(["mrr", "num_rel", "gm_map"]);

    // q1: 1/2, q2: 1; q3 is not judged. Relevant: 1 + 1. sqrt(1/2 * 1).
    [Fact]
    public async Task Measure_TwoFiles_GivesQueriesScoresAndValues()
    {
        var result = await Measure(Qrels, Run, RetrievalPolicies.TrecEval10, leading: 2);

        Assert.Equal("last", result.Tag);
        Assert.Equal([new("q1", true, "01"), new("q2", true, "2")], result.Queries);
        Assert.Equal([0.5, 1], result.Scores[0]);
        Assert.Equal([0.75, 2, Math.Sqrt(0.5)], result.Values, static (expected, actual) => Math.Abs(expected - actual) < 1e-15);
    }

    [Theory]
    [InlineData("q1 0 d1 1\r\nq1 0 d2 0\r\nq2 0 d1 2\r\n")] // CRLF
    [InlineData("\uFEFFq1 0 d1 1\nq1 0 d2 0\nq2 0 d1 2")] // byte order mark, no end of the last line
    [InlineData("q1\t0\td1\t1\n\n  q1   0  d2\t 0 \nq2 0 d1 2\n\n")] // tabs, blanks, empty lines
    [InlineData("# made by hand\nq2 0 d1 2\nq1 0 d2 0\nq1 0 d1 1\n")] // comment, other order
    public async Task Measure_SameJudgementsWrittenOtherwise_GivesTheSame(string qrels)
    {
        var expected = await Measure(Qrels, Run, RetrievalPolicies.TrecEval10);

        var result = await Measure(qrels, Run.Replace(" ", qrels.Contains('\t') ? " \t" : " ", StringComparison.Ordinal), RetrievalPolicies.TrecEval10);

        Assert.Equal(expected.Values, result.Values);
        Assert.Equal(expected.Queries, result.Queries);
    }

    // 'q😀' is D83D in UTF-16, below 'q～' (FF5E); in UTF-8 it is above.
    [Fact]
    public async Task Measure_QueriesBeyondTheBasicPlane_StandInTheOrderOfTheirBytes()
    {
        var result = await Measure("q\U0001F600 0 d 1\nq\uFF5E 0 d 1\n", "q\U0001F600 Q0 d 1 1 x\nq\uFF5E Q0 d 1 1 x\n", RetrievalPolicies.TrecEval10);

        Assert.Equal(["q\uFF5E", "q\U0001F600"], result.Queries.Select(static query => query.Id));
    }

    // Of q2 there is no answer: 1/2 over one query, or (1/2 + 0) / 2; its relevant document counts with -c.
    [Theory]
    [InlineData("trec_eval9", 1, 0.5, 1)]
    [InlineData("trec_eval9_complete", 2, 0.25, 2)]
    [InlineData("trec_eval10_complete", 2, 0.25, 2)]
    [InlineData("ir_measures", 2, 0.25, 2)]
    public async Task Measure_QueryWithoutAnAnswer_CountsAsThePolicySays(string policy, int queries, double mrr, double relevant)
    {
        var result = await Measure(Qrels, "q1 Q0 d2 1 2.0 x\nq1 Q0 d1 2 1.0 x\n", RetrievalPolicies.Find(policy)!);

        Assert.Equal((queries, mrr, relevant), (result.Queries.Count, result.Values[0], result.Values[1]));
        Assert.Equal(queries == 2 ? [true, false] : [true], result.Queries.Select(static query => query.Answered));
    }

    [Fact]
    public async Task Measure_QueryWithoutAnAnswerThatMustHaveOne_IsRefusedByName()
    {
        var refused = await Assert.ThrowsAsync<UnmeasurableRunException>(static () => Measure(Qrels, "q1 Q0 d1 1 1 x\n", RetrievalPolicies.TrecEval10));

        Assert.True(refused.Unanswered);
        Assert.Equal(
            "run.txt: the query 'q2' of qrels.txt has no answer in the run. Count such queries as failed, as trec_eval -c does, or only those that are answered, as trec_eval 9 does.",
            refused.Message);
    }

    [Theory]
    [InlineData("trec_eval9")]
    [InlineData("trec_eval9_complete")]
    [InlineData("beir")]
    public async Task Measure_NothingInCommon_IsRefused(string policy)
    {
        var refused = await Assert.ThrowsAsync<UnmeasurableRunException>(() => Measure(Qrels, "q9 Q0 d1 1 1 x\n", RetrievalPolicies.Find(policy)!));

        Assert.False(refused.Unanswered);
        Assert.Equal("run.txt: none of its queries is judged in qrels.txt; do the two files belong together?", refused.Message);
    }

    // d3 would be first; it bears the query's id and is ignored, so d1 is.
    [Fact]
    public async Task Measure_DocumentWithTheQuerysId_IsIgnoredByBeirAlone()
    {
        const string qrels = "d3 0 d1 1\n";
        const string run = "d3 Q0 d3 1 9 x\nd3 Q0 d1 2 1 x\n";

        Assert.Equal(1, (await Measure(qrels, run, RetrievalPolicies.Beir)).Values[0]);
        Assert.Equal(0.5, (await Measure(qrels, run, RetrievalPolicies.PyTrecEval)).Values[0]);
    }

    // Its only document is the query itself: nothing is left, and the query still counts.
    [Fact]
    public async Task Measure_AnswerThatIsEmptyThen_CountsWithZero() =>
        Assert.Equal(0.5, (await Measure("a 0 d 1\nb 0 d 1\n", "a Q0 a 1 1 x\nb Q0 d 1 1 x\n", RetrievalPolicies.Beir)).Values[0]);

    [Theory]
    [InlineData("", Run, "qrels.txt, line 1: The file holds no judgement.")]
    [InlineData("# nothing\n\n", Run, "qrels.txt, line 1: The file holds no judgement.")]
    [InlineData(Qrels, "", "run.txt, line 1: The file holds no answer.")]
    [InlineData("q1 0 d1\n", Run, "qrels.txt, line 1: Expected 4 columns (query, iteration, document, grade) and found 3.")]
    [InlineData("q1 0 d1 1\nq1 0 d2 high\n", Run, "qrels.txt, line 2: The grade 'high' is not a whole number.")]
    [InlineData("q1 0 d1 1\n\nq1 0 d1 0\n", Run, "qrels.txt, line 3: The document 'd1' is judged twice for query 'q1'.")]
    [InlineData(Qrels, "q1 Q0 d1 1 1.0\n", "run.txt, line 1: Expected 6 columns (query, Q0, document, rank, score, tag) and found 5.")]
    [InlineData(Qrels, "q1 Q0 d1 1 nan x\n", "run.txt, line 1: The score 'nan' is not a finite number.")]
    [InlineData(Qrels, "q1 Q0 d1 1 1 x\nq1 Q0 d2 1 -inf x\n", "run.txt, line 2: The score '-inf' is not a finite number.")]
    [InlineData(Qrels, "q1 Q0 d1 1 1e999 x\n", "run.txt, line 1: The score '1e999' is not a finite number.")]
    [InlineData(Qrels, "q1 Q0 d1 1 2 x\nq1 Q0 d2 2 1 x\nq1 Q0 d1 3 0 x\n", "run.txt, line 3: The document 'd1' stands twice in the answer to query 'q1'.")]
    public async Task Measure_MalformedFile_IsRefusedWithFileAndLine(string qrels, string run, string message) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<MalformedInputException>(() => Measure(qrels, run, RetrievalPolicies.TrecEval10))).Message);

    // -2 is in the pool and not judged, d9 is not in it; neither is relevant.
    [Fact]
    public async Task Measure_NegativeGrades_AreNotJudged()
    {
        var result = await Measure("q1 0 d1 -2\nq1 0 d2 12\n", "q1 Q0 d1 1 3 x\nq1 Q0 d9 2 2 x\nq1 Q0 d2 3 1 x\n", RetrievalPolicies.TrecEval10, leading: 10);

        Assert.Equal(".->", result.Queries[0].Relevance);
        Assert.Equal(1 / 3.0, result.Values[0]);
    }

    [Fact]
    public async Task Measure_OneQueryJudgedNotRelevantThroughout_IsZero() =>
        Assert.Equal([0, 0, 1e-5], (await Measure("q1 0 d1 -1\n", "q1 Q0 d1 1 3 x\n", RetrievalPolicies.TrecEval10)).Values, static (a, b) => Math.Abs(a - b) < 1e-15);

    [Theory]
    [InlineData("BEIR")]
    [InlineData("trec-eval10")]
    [InlineData("TrecEval9 complete")]
    [InlineData("IrMeasures")]
    [InlineData("pytrec_eval")]
    public void Find_PolicyHoweverWritten_IsFound(string name) => Assert.NotNull(RetrievalPolicies.Find(name));

    [Theory]
    [InlineData(TrecMode.V9, "TrecEval9")]
    [InlineData(TrecMode.V10, "TrecEval10")]
    public void Find_TrecEval_IsThatOfItsOptions(TrecMode mode, string name)
    {
        Assert.Same(RetrievalPolicies.TrecEval(mode, complete: false), RetrievalPolicies.Find(name));
        Assert.Same(RetrievalPolicies.TrecEval(mode, complete: true), RetrievalPolicies.Find(name + " -c"));
    }

    [Fact]
    public void Find_NoSuchPolicy_IsNull() => Assert.Null(RetrievalPolicies.Find("trec_eval8"));

    [Fact]
    public void Metrics_OfEveryPolicy_AreInTheCatalog() =>
        Assert.All(RetrievalPolicies.All, static policy => Assert.NotEmpty(MetricSet.Parse(policy.Metrics)));

    [Fact]
    public void Signature_UnderAPolicy_SaysWhatItDoes()
    {
        Assert.Equal(
            "metric=ndcg@10; definition=1; ties=score-desc,id-desc-utf8; scores=float32; queries=judged-and-answered; missing=0; undefined=left-out; identical-ids=ignored; decimals=5",
            Signature.Of(MetricCatalog.Resolve("ndcg@10"), RetrievalPolicies.Beir).ToString());
        Assert.Equal(
            "metric=mrr(ties=id_asc)@10; definition=1; ties=score-desc,id-asc-utf8; scores=float64; queries=judged; missing=0; undefined=left-out",
            Signature.Of(MetricCatalog.Resolve("mrr(ties=id_asc)@10"), RetrievalPolicies.IrMeasures).ToString());
        Assert.Contains("ties=score-desc,input; ", Signature.Of(MetricCatalog.Resolve("mrr(ties=input)@10"), RetrievalPolicies.BeirCustom).ToString());
        Assert.Contains("missing=as-any; ", Signature.Of(MetricCatalog.Resolve("num_rel"), RetrievalPolicies.TrecEval9).ToString());
    }

    private static Task<TrecResult> Measure(string qrels, string run, RetrievalPolicy policy, int leading = 0) => TrecEvaluation.MeasureAsync(
        new("qrels.txt", new MemoryStream(Encoding.UTF8.GetBytes(qrels))), new("run.txt", new MemoryStream(Encoding.UTF8.GetBytes(run))),
        Metrics, policy, leading, TestContext.Current.CancellationToken);
}
