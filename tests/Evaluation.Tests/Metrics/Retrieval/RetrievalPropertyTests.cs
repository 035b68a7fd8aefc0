using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;
using FsCheck;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics.Retrieval;

public sealed class RetrievalPropertyTests
{
    private static readonly string[] Names =
        ["p@3", "recall@3", "success@3", "mrr", "mrr@3", "map", "map@3", "ndcg", "ndcg@3", "rprec", "rprec@3", "bpref", "bpref@3"];

    // Each of the catalog, with and without a cutoff where both are possible.
    private static readonly MetricSet Everything = MetricSet.Parse(MetricCatalog.Definitions
        .Where(static definition => definition.Input == MetricInput.Ranking)
        .SelectMany(static definition => definition.Cutoff switch
        {
            CutoffRule.None => [definition.Name],
            CutoffRule.Required => [$"{definition.Name}@3"],
            _ => (string[])[definition.Name, $"{definition.Name}@3"],
        })
        .Concat(["iprec_at_recall(r=0)", "iprec_at_recall(r=0.7,rounding=up)", "rprec_mult(m=1.7)", "set_f(x=3)", "rbp(gain=graded,p=0.95)", "ndcg(gain=exp)@3", "err(max=2)"]));

    private static readonly RetrievalScorer EveryScorer = new(Everything);

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
    public void Score_AnyMetricOfTheCatalog_KeepsItsRange() => Property.Holds(Cases, static c => EveryScorer
        .Score(c.InCollection, c.Answer)
        .Zip(Everything)
        .All(static scored => scored.First >= scored.Second.Definition.Minimum && scored.First <= scored.Second.Definition.Maximum + 1e-12), tests: 1_000);

    [Fact]
    public void Score_InputOrder_ChangesNothing() => Property.Holds(
        Cases, static c => EveryScorer.Score(c.InCollection, c.Answer).SequenceEqual(EveryScorer.Score(c.InCollection, [.. c.Answer.Reverse()])));

    [Fact]
    public void Score_OtherNamesForTheDocuments_ChangeNothing() => Property.Holds(Cases, static c =>
    {
        var renamed = new Case(
            new(Enumerable.Range(0, 25).Where(i => c.Judged.GradeOf($"d{i}") is not null).Select(i => KeyValuePair.Create($"x d{i}", c.Judged.GradeOf($"d{i}")!.Value))),
            [.. c.Answer.Select(static document => document with { Id = $"x {document.Id}" })]);
        return EveryScorer.Score(c.InCollection, c.Answer).SequenceEqual(EveryScorer.Score(renamed.InCollection, renamed.Answer));
    });

    // Where ranks 1 to n are the best possible and nothing is missing, each share is whole.
    [Fact]
    public void Score_BestAnswer_HasOneInEveryShareOfTheBest() => Property.Holds(Cases.Where(static c => c.Judged.Relevant > 0), static c =>
    {
        ScoredDocument[] best = [.. Enumerable.Range(0, 25)
            .Select(static i => $"d{i}")
            .Where(id => c.Judged.GradeOf(id) > 0)
            .Select(id => new ScoredDocument(id, c.Judged.GradeOf(id)!.Value))];
        string[] names = ["ndcg", "ndcg(gain=exp)@3", "ndcg_rel", "rndcg", "g", "bing", "map", "rprec", "iprec_at_recall(r=1)", "avg_11pt", "set_f", "relative_p@3", "infap"];
        return new RetrievalScorer(MetricSet.Parse(names)).Score(c.Judged, best).All(static value => Math.Abs(value - 1) < 1e-4);
    });

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

    private sealed record Case(Judgements Judged, ScoredDocument[] Answer)
    {
        public Judgements InCollection { get; } = Judged.InCollection(new HashSet<string> { "d0", "d1", "x d0", "x d1" });
    }
}
