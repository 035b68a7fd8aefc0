using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;
using FsCheck;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics.Retrieval;

public sealed class RetrievalPropertyTests
{
    private static readonly string[] Names =
        ["p@3", "recall@3", "success@3", "mrr", "mrr@3", "map", "map@3", "ndcg", "ndcg@3", "rprec", "rprec@3", "bpref", "bpref@3"];

    private static readonly RetrievalScorer Scorer = new(MetricSet.Parse(Names));

    private static readonly Gen<Case> Cases =
        from judged in Gen.Choose(1, 12)
        from grades in Gen.Choose(-2, 3).ListOf(judged)
        from returned in Gen.Choose(0, 20)
        from scores in Gen.Choose(0, 8).ListOf(returned)
        from ids in Gen.Shuffle(Enumerable.Range(0, 25))
        select new Case(
            new(grades.Select(static (grade, i) => KeyValuePair.Create($"d{i}", grade))),
            [.. scores.Select((score, i) => new ScoredDocument($"d{ids[i]}", score / 4.0))]);

    [Fact]
    public void Score_AnyAnswer_StaysBetweenZeroAndOne() =>
        Property.Holds(Cases, static c => Scorer.Score(c.Judged, c.Answer).All(static value => value is >= 0 and <= 1 + 1e-12));

    [Fact]
    public void Score_InputOrder_ChangesNothing() => Property.Holds(
        Cases, static c => Scorer.Score(c.Judged, c.Answer).SequenceEqual(Scorer.Score(c.Judged, [.. c.Answer.Reverse()])));

    [Fact]
    public void Score_UnjudgedDocumentsBelowAll_ChangeNothing() => Property.Holds(Cases, static c => Scorer.Score(c.Judged, c.Answer)
        .SequenceEqual(Scorer.Score(c.Judged, [.. c.Answer, new("x1", -1), new("x2", -2)])));

    [Fact]
    public void Score_BetterDocumentMovedUpOnePlace_IsNeverWorse() => Property.Holds(Cases, static c =>
    {
        var ranked = Ranking.Order(c.Answer, TrecMode.V10);
        var swap = Enumerable.Range(1, Math.Max(0, ranked.Length - 1)).FirstOrDefault(i => Gain(c, ranked[i]) > Gain(c, ranked[i - 1]));
        if (swap == 0)
        {
            return true;
        }

        (ranked[swap - 1], ranked[swap]) = (ranked[swap], ranked[swap - 1]);
        var before = Scorer.Score(c.Judged, c.Answer);
        var after = Scorer.Score(c.Judged, [.. ranked.Select(static (document, i) => document with { Score = -i })]);
        return before.Zip(after).All(static both => both.Second >= both.First - 1e-12);
    });

    [Fact]
    public void Score_LargerCutoff_NeverLowersRecallSuccessOrMap() => Property.Holds(Cases, static c =>
    {
        var scorer = new RetrievalScorer(MetricSet.Parse(
            Enumerable.Range(1, 8).SelectMany(static k => new[] { $"recall@{k}", $"success@{k}", $"map@{k}", $"mrr@{k}" })));
        var scores = scorer.Score(c.Judged, c.Answer);
        return Enumerable.Range(4, scores.Length - 4).All(i => scores[i] >= scores[i - 4]);
    });

    [Fact]
    public void Score_CutoffBeyondTheAnswer_EqualsNoCutoff() => Property.Holds(Cases, static c =>
    {
        string[] names = ["mrr", "map", "rprec", "bpref"];
        var scores = new RetrievalScorer(MetricSet.Parse(names.SelectMany(static name => new[] { name, name + "@100" }))).Score(c.Judged, c.Answer);
        return scores.Chunk(2).All(static pair => pair[0] == pair[1]);
    });

    private static int Gain(Case c, ScoredDocument document) => Math.Max(0, c.Judged.GradeOf(document.Id) ?? 0);

    private sealed record Case(Judgements Judged, ScoredDocument[] Answer);
}
