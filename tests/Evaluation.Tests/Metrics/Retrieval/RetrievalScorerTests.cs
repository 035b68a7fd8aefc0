using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Tests.Metrics.Retrieval;

/// <summary>
/// One answer of six documents, worked out by hand:
/// <code>
/// rank   1   2   3   4   5   6        judged, not returned: g (2), h (0), i (-2)
/// doc    a   b   c   d   e   f        R = 4 relevant (b, d, f, g), N = 3 not relevant (a, e, h)
/// grade  0   3   -1  1   0   1        c is not in the pool, so it counts as not judged
/// </code>
/// </summary>
public sealed class RetrievalScorerTests
{
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

    public static TheoryData<string, double> ByHand => new()
    {
        { "precision@1", 0 },
        { "precision@5", 2.0 / 5 },
        { "precision@10", 3.0 / 10 }, // never min(k, returned)
        { "recall@5", 2.0 / 4 },
        { "recall@100", 3.0 / 4 },
        { "success@1", 0 },
        { "success@2", 1 },
        { "mrr", 1.0 / 2 },
        { "mrr@1", 0 },
        { "mrr@2", 1.0 / 2 },
        { "map", ((1.0 / 2) + (2.0 / 4) + (3.0 / 6)) / 4 },
        { "map@4", ((1.0 / 2) + (2.0 / 4)) / 4 },
        { "rprec", 2.0 / 4 }, // b and d within the first R = 4
        { "rprec@3", 1.0 / 4 },
        // Above b: a. Above d: a. Above f: a, e. min(N, R) = 3. g is not returned.
        { "bpref", ((1 - (1.0 / 3)) + (1 - (1.0 / 3)) + (1 - (2.0 / 3))) / 4 },
        { "bpref@4", ((1 - (1.0 / 3)) + (1 - (1.0 / 3))) / 4 },
        // DCG = 3/log2(3) + 1/log2(5) + 1/log2(7); ideal gains 3 2 1 1 = 3/1 + 2/log2(3) + 1/2 + 1/log2(5)
        { "ndcg", ((3 / Log3) + (1 / Log5) + (1 / Math.Log2(7))) / (3 + (2 / Log3) + 0.5 + (1 / Log5)) },
        { "ndcg@2", (3 / Log3) / (3 + (2 / Log3)) },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void Score_WorkedExample_MatchesTheArithmetic(string metric, double expected) =>
        Assert.Equal(expected, Score(metric, Judged, Answer), precision: 14);

    [Fact]
    public void Score_NothingRelevant_IsZeroInEveryMetric() =>
        Assert.All(All().Score(new(new Dictionary<string, int> { ["a"] = 0 }), Answer), static value => Assert.Equal(0, value));

    [Fact]
    public void Score_EmptyAnswer_IsZeroInEveryMetric() =>
        Assert.All(All().Score(Judged, []), static value => Assert.Equal(0, value));

    [Fact]
    public void Score_NoJudgements_IsUndefined()
    {
        Assert.All(All().Score(new([]), Answer), static value => Assert.Equal(double.NaN, value));
        Assert.All(All().ScoreMissing(new([])), static value => Assert.Equal(double.NaN, value));
    }

    [Fact]
    public void ScoreMissing_JudgedQuery_IsTheDefault() => Assert.All(All().ScoreMissing(Judged), static value => Assert.Equal(0, value));

    // bpref with no judged non-relevant document divides nothing by 0: each relevant one counts 1.
    [Fact]
    public void Score_BprefWithoutNonRelevant_IsTheShareReturned() =>
        Assert.Equal(0.5, Score("bpref", new(new Dictionary<string, int> { ["a"] = 1, ["z"] = 1 }), Answer));

    // More non-relevant documents above than relevant ones exist: min(3, 1) / min(3, 1) = 1, nothing is left.
    [Fact]
    public void Score_BprefManyNonRelevantAbove_IsCapped() => Assert.Equal(
        0, Score("bpref", new(new Dictionary<string, int> { ["a"] = 0, ["b"] = 0, ["c"] = 0, ["d"] = 1 }), Answer));

    [Fact]
    public void Score_DuplicateDocument_IsRefusedByName()
    {
        var refused = Assert.Throws<InvalidRankingException>(() => All().Score(Judged, [new("a", 2), new("b", 1), new("a", 0)]));

        Assert.Equal("a", refused.DocumentId);
        Assert.Equal("The document 'a' stands twice in the answer; each may be returned once.", refused.Message);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Score_ScoreNotFinite_IsRefusedByName(double score) => Assert.Equal(
        "b", Assert.Throws<InvalidRankingException>(() => All().Score(Judged, [new("a", 2), new("b", score)])).DocumentId);

    [Fact]
    public void Score_AfterARefusedAnswer_StillScoresTheNext()
    {
        var scorer = All();
        Assert.Throws<InvalidRankingException>(() => scorer.Score(Judged, [new("a", 2), new("a", 1)]));

        Assert.Equal(All().Score(Judged, Answer), scorer.Score(Judged, Answer));
    }

    [Fact]
    public void Judgements_SameDocumentTwice_AreRefused() => Assert.Throws<ArgumentException>(
        static () => new Judgements([new("a", 1), new("a", 1)]));

    [Fact]
    public void Judgements_Counts_LeaveOutTheUnjudged()
    {
        Assert.Equal((9, 4, 3), (Judged.Count, Judged.Relevant, Judged.NonRelevant));
        Assert.Equal((-2, 3, null), (Judged.GradeOf("i"), Judged.GradeOf("b"), Judged.GradeOf("nowhere")));
    }

    [Fact]
    public async Task Score_FromManyThreads_GivesTheSameValues()
    {
        var scorer = All();
        var expected = scorer.Score(Judged, Answer);

        var scores = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => scorer.Score(Judged, Answer))));

        Assert.All(scores, score => Assert.Equal(expected, score));
    }

    private static double Score(string metric, Judgements judged, ScoredDocument[] answer) =>
        new RetrievalScorer(MetricSet.Parse([metric])).Score(judged, answer)[0];

    private static RetrievalScorer All() => new(MetricSet.Parse(["p@5", "recall@5", "success@5", "mrr", "map", "ndcg", "ndcg@3", "rprec", "bpref"]));
}
