using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Tests.Metrics.Retrieval;

/// <summary>
/// One answer of six documents, worked out by hand:
/// <code>
/// rank   1   2   3   4   5   6        judged, not returned: g (2), h (0), i (-2)
/// doc    a   b   c   d   e   f        R = 4 relevant (b 3, g 2, d 1, f 1), n = 6, 3 relevant returned
/// grade  0   3   -1  1   0   1        c stands in the judgements with -1: in the pool, not judged
/// </code>
/// Best ranking: 3 2 1 1.
/// </summary>
public sealed class TrecMeasuresTests
{
    private const double E = 1e-5;

    private static readonly Judgements Judged = new(new Dictionary<string, int>
    {
        ["a"] = 0,
        ["b"] = 3,
        ["c"] = -1,
        ["d"] = 1,
        ["e"] = 0,
        ["f"] = 1,
        ["g"] = 2,
        ["h"] = 0,
        ["i"] = -2,
    });

    private static readonly ScoredDocument[] Answer = [new("a", 6), new("b", 5), new("c", 4), new("d", 3), new("e", 2), new("f", 1)];

    private static readonly double Log3 = Math.Log2(3);
    private static readonly double Log5 = Math.Log2(5);
    private static readonly double Log6 = Math.Log2(6);
    private static readonly double Log7 = Math.Log2(7);

    private static readonly double Dcg2 = 3 / Log3;
    private static readonly double Dcg4 = (3 / Log3) + (1 / Log5);
    private static readonly double Dcg6 = (3 / Log3) + (1 / Log5) + (1 / Log7);
    private static readonly double Ideal2 = 3 + (2 / Log3);
    private static readonly double Ideal4 = 3 + (2 / Log3) + 0.5 + (1 / Log5);

    public static TheoryData<string, double> ByHand => new()
    {
        { "num_q", 1 },
        { "num_ret", 6 },
        { "num_rel", 4 },
        { "num_rel_ret", 3 },
        { "num_nonrel_judged_ret", 2 }, // a and e; c is not judged
        { "set_p", 3.0 / 6 },
        { "set_recall", 3.0 / 4 },
        { "set_relative_p", 3.0 / 4 }, // min(6, 4)
        { "set_map", 9.0 / (6 * 4) },
        { "set_f", 2 * 0.5 * 0.75 / (0.5 + 0.75) },
        { "set_f(x=2)", 3 * 0.5 * 0.75 / ((2 * 0.5) + 0.75) },
        { "set_f(x=0)", 0.5 }, // all weight on precision
        { "f1@5", 2 * (2.0 / 5) * (2.0 / 4) / ((2.0 / 5) + (2.0 / 4)) },
        { "f1@1", 0 },
        { "relative_p@2", 1.0 / 2 },
        { "relative_p@5", 2.0 / 4 },
        { "rprec_mult(m=0.5)", 1.0 / 2 }, // 0.5 * 4 + 0.9 = 2.9, k = 2
        { "rprec_mult(m=0.3)", 1.0 / 2 }, // 0.3 * 4 + 0.9 = 2.1, k = 2
        { "rprec_mult(m=2)", 3.0 / 8 }, // never less than k
        { "rprec_mult(m=0)", 0 },
        { "gm_map", ((1.0 / 2) + (2.0 / 4) + (3.0 / 6)) / 4 }, // of one query: its average precision
        { "gm_bpref", ((1 - (1.0 / 3)) + (1 - (1.0 / 3)) + (1 - (2.0 / 3))) / 4 },
        // Above b: a judged. Above d: a, b judged, c pooled. Above f: a, b, d, e judged, c pooled.
        {
            "infap", ((1.0 / 2) + (1.0 / 2 * (0 + E) / (1 + (2 * E)))
                + (1.0 / 4) + (3.0 / 4 * (1 + E) / (2 + (2 * E)))
                + (1.0 / 6) + (5.0 / 6 * (2 + E) / (4 + (2 * E)))) / 4
        },
        // Ranks above without a relevant document: 1 (a), 2 (a, c), 3 (a, c, e); log2(4) = 2.
        { "bing", ((1 / Log3) + 0.5 + (1 / Log5)) / 4 },
        // possible 3 5 6 7 8 9, gained 0 3 3 4 4 5: 3/log2(2+5-3) + 1/log2(2+7-4) + 1/log2(2+9-5), over 3+2+1+1
        { "g", ((3.0 / 2) + (1 / Log5) + (1 / Log6)) / 7 },
        { "ndcg_rel", ((Dcg2 / Ideal2) + (Dcg4 / Ideal4) + (Dcg6 / Ideal4) + (Dcg6 / Ideal4)) / 4 },
        // Grades fall after ranks 1 (3 to 2), 2 (2 to 1) and 4 (1 to 0); the answer ends two ranks further.
        { "rndcg", (0 + (Dcg2 / Ideal2) + (Dcg4 / Ideal4) + (Dcg6 / Ideal4)) / 4 },
        { "utility", 3 - 3 },
        // 3 relevant and 3 others returned, 1 relevant and 20 - 6 - 4 + 3 = 13 others left out
        { "utility(a=2,b=-1,c=-3,d=0.5,n=20)", (2 * 3) - 3 - 3 + (0.5 * 13) },
        { "unj@2", 0 },
        { "unj@5", 1.0 / 5 },
        { "unj@20", 1.0 / 20 },
        { "rbp", 0.2 * (0.8 + Math.Pow(0.8, 3) + Math.Pow(0.8, 5)) },
        { "rbp(p=0.5)@4", 0.5 * (0.5 + 0.125) },
        { "rbp(gain=graded,p=0.5)", 0.5 * (0.5 + (0.125 / 3) + (0.03125 / 3)) },
        { "rbp_resid(p=0.5)", Math.Pow(0.5, 6) + (0.5 * 0.25) }, // c at rank 3
        // S: (2^3 - 1) / 16 = 7/16 and (2^1 - 1) / 16 = 1/16
        { "err", (7.0 / 16 / 2) + (9.0 / 16 / 16 / 4) + (9.0 / 16 * 15 / 16 / 16 / 6) },
        { "err@4", (7.0 / 16 / 2) + (9.0 / 16 / 16 / 4) },
        { "err(max=2)@2", 3.0 / 4 / 2 }, // the grade 3 counts as 2
        { "ndcg(gain=exp)@2", (7 / Log3) / (7 + (3 / Log3)) },
        { "ndcg(gain=exp)", ((7 / Log3) + (1 / Log5) + (1 / Log7)) / (7 + (3 / Log3) + 0.5 + (1 / Log5)) },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void Score_WorkedExample_MatchesTheArithmetic(string metric, double expected) =>
        Assert.Equal(expected, Score(metric, Judged, Answer), precision: 14);

    // Relevant at ranks 1, 3 and 4 of 4; R = 5: precisions 1, 2/3, 3/4. Best from the second on is 3/4.
    // Nearest: 0.3 * 5 = 1.5 asks for 2. Up: 0.3 * 5 + 0.9 = 2.4 asks for 2; 0.22 * 5 = 1.1 asks for 1 and for 2.
    [Theory]
    [InlineData("iprec_at_recall(r=0)", 1)]
    [InlineData("iprec_at_recall(r=0.22)", 1)]
    [InlineData("iprec_at_recall(r=0.22,rounding=up)", 0.75)]
    [InlineData("iprec_at_recall(r=0.3)", 0.75)]
    [InlineData("iprec_at_recall(r=0.6)", 0.75)]
    [InlineData("iprec_at_recall(r=0.8)", 0)]
    [InlineData("avg_11pt", (1 + 1 + 1 + (4 * 0.75)) / 11)] // r = 0, 0.1 (0.5, away from 0), 0.2; 0.3 to 0.6; 0.7 asks for 4
    [InlineData("avg_11pt(rounding=up)", (1 + 1 + 1 + (4 * 0.75)) / 11)]
    public void Score_InterpolatedPrecision_IsTheBestFromThatRecallOn(string metric, double expected) => Assert.Equal(
        expected,
        Score(metric, Grades(("a", 1), ("b", 0), ("c", 1), ("d", 1), ("x", 1), ("y", 1)), [new("a", 4), new("b", 3), new("c", 2), new("d", 1)]),
        precision: 14);

    // R = 1 and the relevant one stands second: nDCG@1 = 0; the end, nDCG = 1 / log2(3), counts only from the third rank on.
    [Fact]
    public void Score_Rndcg_LooksAtTheEndOnlyTwoRanksAfterTheLastRelevant()
    {
        Assert.Equal(0, Score("rndcg", Grades(("c", 1)), [new("a", 3), new("c", 2)]));
        Assert.Equal(1 / Log3 / 2, Score("rndcg", Grades(("c", 1)), [new("a", 3), new("c", 2), new("b", 1)]), precision: 14);
    }

    // The pool was not sampled: every grade is known and infAP is average precision but for its 0.00001.
    [Fact]
    public void Score_InfApOfAFirstRelevant_IsOne() => Assert.Equal(1, Score("infap", Grades(("a", 1)), [new("a", 1)]));

    // b never stood in the pool, so it counts as not relevant: 1/2 + 1/2 * (0 / 1) * ... = 1/2.
    [Fact]
    public void Score_InfApBelowADocumentOutsideThePool_CountsItAsNotRelevant() =>
        Assert.Equal(0.5, Score("infap", Grades(("a", 1)), [new("b", 2), new("a", 1)]));

    [Fact]
    public void Score_ErrOfGradesAtTheMaximum_StaysBelowOne() =>
        Assert.Equal(15.0 / 16, Score("err@1", Grades(("a", 2_000)), [new("a", 1)]));

    [Fact]
    public void Score_ExponentialGainOfHugeGrades_DoesNotOverflow() =>
        Assert.Equal(1 / Math.Log2(3), Score("ndcg(gain=exp)", Grades(("a", 5_000)), [new("b", 2), new("a", 1)]), precision: 14);

    [Fact]
    public void Score_ResidualWhereAllIsJudged_IsZero() => Assert.Equal(0, Score("rbp_resid", Grades(("a", 1)), [new("a", 1)]));

    [Fact]
    public void Score_ResidualWithNoPatience_IsTheFirstRankAlone()
    {
        Assert.Equal(1, Score("rbp_resid(p=0)", Grades(("a", 1)), [new("x", 2), new("a", 1)]));
        Assert.Equal(0, Score("rbp_resid(p=0)", Grades(("a", 1)), [new("a", 2), new("x", 1)]));
    }

    // x is judged for no query, b for another one.
    [Fact]
    public void Score_Hole_CountsWhatNoQueryOfTheCollectionJudges()
    {
        ScoredDocument[] answer = [new("a", 3), new("b", 2), new("x", 1)];
        var judged = Grades(("a", 1));

        Assert.Equal(double.NaN, Score("hole@5", judged, answer));
        Assert.Equal(1.0 / 5, Score("hole@5", judged.InCollection(new HashSet<string> { "a", "b" }), answer));
        Assert.Equal(0, Score("hole@2", judged.InCollection(new HashSet<string> { "a", "b" }), answer));
    }

    // All tied; a is relevant. Descending b, a; ascending a, b; by input b, a, and a, b the other way round.
    [Theory]
    [InlineData("mrr@10", 0.5, 0.5)]
    [InlineData("mrr(ties=id_asc)@10", 1, 1)]
    [InlineData("mrr(ties=input)@10", 0.5, 1)]
    [InlineData("success(ties=input)@1", 0, 1)]
    [InlineData("relative_p(ties=input)@1", 0, 1)]
    [InlineData("hole(ties=input)@1", 1, 0)]
    [InlineData("rbp(p=0.5,ties=input)", 0.25, 0.5)]
    public void Score_Ties_AreBrokenAsTheMetricSays(string metric, double bFirst, double aFirst)
    {
        var judged = Grades(("a", 1)).InCollection(new HashSet<string> { "a" });

        Assert.Equal(bFirst, Score(metric, judged, [new("b", 1), new("a", 1)]));
        Assert.Equal(aFirst, Score(metric, judged, [new("a", 1), new("b", 1)]));
    }

    // 1e-9 apart: a tie in single precision (b first), none in double precision (a first).
    [Theory]
    [InlineData("mrr", 0.5)]
    [InlineData("err(max=1)", 0.5)]
    [InlineData("ndcg(gain=exp)@1", 1)]
    public void Score_MeasuresOfGdeval_ReadScoresAsDoublesInEitherMode(string metric, double expected) => Assert.Equal(
        expected,
        new RetrievalScorer(MetricSet.Parse([metric]), TrecMode.V9).Score(Grades(("a", 1)), (ScoredDocument[])[new("a", 0.5 + 1e-9), new("b", 0.5)])[0]);

    [Fact]
    public void Score_MetricsOfSeveralRankings_EachGetTheirOwn()
    {
        var scorer = new RetrievalScorer(MetricSet.Parse(["mrr(ties=id_asc)", "mrr", "mrr(ties=input)"]), TrecMode.V9);

        Assert.Equal([1, 0.5, 0.5], scorer.Score(Grades(("a", 1)), (ScoredDocument[])[new("b", 1), new("a", 1)]));
    }

    // What depends on the judgements alone is the same for a query without an answer.
    [Fact]
    public void ScoreMissing_Counts_KeepWhatTheAnswerDoesNotChange() => Assert.Equal(
        [1, 4, 0, 0, 0], new RetrievalScorer(MetricSet.Parse(["num_q", "num_rel", "num_ret", "map", "utility"])).ScoreMissing(Judged));

    private static Judgements Grades(params (string Document, int Grade)[] grades) =>
        new(grades.Select(static judged => KeyValuePair.Create(judged.Document, judged.Grade)));

    private static double Score(string metric, Judgements judged, ScoredDocument[] answer) =>
        new RetrievalScorer(MetricSet.Parse([metric])).Score(judged, answer)[0];
}
