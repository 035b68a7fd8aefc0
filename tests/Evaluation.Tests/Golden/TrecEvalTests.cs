using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Tests.Golden;

/// <summary>Every value of ours beside what trec_eval printed with 17 digits (golden/README.md).</summary>
public sealed class TrecEvalTests
{
    private const double Tolerance = 1e-9;

    private static readonly int[] Cutoffs = [5, 10, 15, 20, 30, 100, 200, 500, 1000];

    private static readonly Dictionary<string, string> TrecNames = new()
    {
        ["precision"] = "P",
        ["recall"] = "recall",
        ["map"] = "map_cut",
        ["ndcg"] = "ndcg_cut",
    };

    private static readonly (string Ours, string Theirs)[] Pairs =
    [
        ("map", "map"), ("ndcg", "ndcg"), ("mrr", "recip_rank"), ("rprec", "Rprec"), ("bpref", "bpref"),
        ("success@1", "success_1"), ("success@5", "success_5"), ("success@10", "success_10"),
        .. TrecNames.SelectMany(static name => Cutoffs.Select(k => ($"{name.Key}@{k}", $"{name.Value}_{k}"))),
    ];

    [Theory]
    [InlineData("golden_c_v10.0.tsv", TrecMode.V10, QueryPolicy.EveryJudged, 60)]
    [InlineData("golden_c_v9.0.8.tsv", TrecMode.V9, QueryPolicy.EveryJudged, 60)]
    [InlineData("golden_noc_v9.0.8.tsv", TrecMode.V9, QueryPolicy.JudgedAndAnswered, 58)]
    public void Score_GoldenRun_EqualsTrecEvalPerQueryAndInTheMean(string file, TrecMode mode, QueryPolicy policy, int queries)
    {
        var golden = TrecGolden.Load(file);
        var scorer = new RetrievalScorer(MetricSet.Parse(Pairs.Select(static pair => pair.Ours)), mode);

        var scores = golden.Judged
            .Where(query => policy == QueryPolicy.EveryJudged || golden.Run.ContainsKey(query.Key))
            .ToDictionary(
                static query => query.Key,
                query => golden.Run.TryGetValue(query.Key, out var answer) ? scorer.Score(query.Value, answer) : scorer.ScoreMissing(query.Value));

        Assert.Equal(queries, scores.Count);
        for (var i = 0; i < Pairs.Length; i++)
        {
            foreach (var (query, values) in scores)
            {
                AssertClose(golden.Value(Pairs[i].Theirs, query), values[i], $"{Pairs[i].Ours} of query {query}");
            }

            AssertClose(golden.Value(Pairs[i].Theirs, "all"), scores.Values.Average(values => values[i]), $"mean of {Pairs[i].Ours}");
        }
    }

    private static void AssertClose(double expected, double actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance, $"{what}: trec_eval says {expected:R}, we say {actual:R}.");
}
