using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Bench;

/// <summary>Queries scored in a second with all 44 default measures, from parsed input in memory.</summary>
internal static class RetrievalBench
{
    private static readonly string[] Cut = [.. new[] { "precision", "recall", "map", "ndcg" }
        .SelectMany(static name => new[] { 5, 10, 15, 20, 30, 100, 200, 500, 1000 }.Select(k => $"{name}@{k}"))];

    internal static readonly MetricSet Metrics = MetricSet.Parse(
        ["map", "ndcg", "mrr", "rprec", "bpref", "success@1", "success@5", "success@10", .. Cut]);

    public static void Run(int queries, int documents, int judged)
    {
        Console.WriteLine($"\n{queries:N0} queries x {documents} documents, {judged} judged, {Metrics.Count} measures, from parsed input");
        var random = new Random(1);
        var grades = Enumerable.Range(0, queries).Select(_ => Judged(random, judged)).ToArray();
        var answers = grades.Select(query => Answer(random, query, documents)).ToArray();
        var judgements = grades.Select(static query => new Judgements(query)).ToArray();
        var scorer = new RetrievalScorer(Metrics);

        var limit = Measured.Best(3, () => Touch(answers));
        Measured.Print("limit: read every id and score once", limit, queries, "queries", 0);
        var one = Measured.Best(3, () => Score(scorer, judgements, answers));
        Measured.Print("ours, one core", one, queries, "queries", limit.TotalSeconds);
        Measured.Print("ours, all cores", Measured.Best(3, () => ScoreInParallel(scorer, judgements, answers)), queries, "queries", 0);
        var some = queries / 20;
        Measured.Print("definitions written straight down (LINQ)", Measured.Best(2, () => Naive(grades, answers, some)), some, "queries", 0);
        Measured.Print("pytrec_eval (as measured elsewhere: design.md, 15,800/s)", TimeSpan.FromSeconds(queries / 15_800.0), queries, "queries", 0);

        var scores = new double[Metrics.Count];
        var before = GC.GetAllocatedBytesForCurrentThread();
        scorer.Score(judgements[0], answers[0], scores);
        Console.WriteLine($"allocated per query: {GC.GetAllocatedBytesForCurrentThread() - before} bytes into a given span");
    }

    internal static Dictionary<string, int> Judged(Random random, int judged)
    {
        var grades = new Dictionary<string, int> { ["doc0000001"] = 1, ["doc0000002"] = 0 };
        while (grades.Count < judged)
        {
            grades[Id(random)] = random.Next(4);
        }

        return grades;
    }

    // Half of the judged documents are returned, somewhere; the answer comes unsorted and with a few ties.
    internal static ScoredDocument[] Answer(Random random, Dictionary<string, int> judged, int documents)
    {
        var ids = judged.Keys.Where(_ => random.Next(2) == 0).ToHashSet();
        while (ids.Count < documents)
        {
            ids.Add(Id(random));
        }

        ScoredDocument[] answer = [.. ids.Select(id => new ScoredDocument(id, random.Next(2_000) / 2_000.0))];
        random.Shuffle(answer);
        return answer;
    }

    private static string Id(Random random) => $"doc{random.Next(10_000_000):D7}";

    private static void Touch(ScoredDocument[][] answers)
    {
        var sum = 0.0;
        foreach (var answer in answers)
        {
            foreach (var (id, score) in answer)
            {
                sum += score + id[0] + id[^1];
            }
        }

        GC.KeepAlive(sum);
    }

    private static void Score(RetrievalScorer scorer, Judgements[] judged, ScoredDocument[][] answers)
    {
        var scores = new double[Metrics.Count];
        for (var q = 0; q < judged.Length; q++)
        {
            scorer.Score(judged[q], answers[q], scores);
        }
    }

    private static void ScoreInParallel(RetrievalScorer scorer, Judgements[] judged, ScoredDocument[][] answers) => Parallel.For(
        0, judged.Length, () => new double[Metrics.Count], (q, _, scores) =>
        {
            scorer.Score(judged[q], answers[q], scores);
            return scores;
        }, static _ => { });

    private static void Naive(Dictionary<string, int>[] judged, ScoredDocument[][] answers, int count)
    {
        var sum = 0.0;
        for (var q = 0; q < count; q++)
        {
            sum += NaiveScorer.Sum(judged[q], answers[q]);
        }

        GC.KeepAlive(sum);
    }
}
