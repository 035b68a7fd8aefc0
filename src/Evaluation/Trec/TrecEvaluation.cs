using System.Text;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Trec;

/// <summary>Measures a TREC run against TREC judgements, as <c>trec_eval</c> does with the same two files.</summary>
/// <remarks>
/// What trec_eval reads as far as it can (a grade <c>1.5</c>, a score <c>nan</c> or <c>2x</c>) or leaves to chance (a query with
/// negative grades alone) is refused or has no relevant document. O(n log n) for n lines; memory for both files.
/// </remarks>
public static class TrecEvaluation
{
    /// <param name="qrels"><see cref="TrecQrels"/>.</param>
    /// <param name="run"><see cref="TrecRun"/>; queries that nobody judged are passed over.</param>
    /// <param name="metrics">All of rankings.</param>
    /// <param name="policy">Which queries count and how scores are read.</param>
    /// <param name="leading">How many ranks <see cref="TrecQuery.Relevance"/> shows.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="MalformedInputException">A line of a file is wrong; the message names file and line.</exception>
    /// <exception cref="UnmeasurableRunException">No query is both judged and answered, or one is missing that must not be.</exception>
    public static async Task<TrecResult> MeasureAsync(
        TrecFile qrels, TrecFile run, MetricSet metrics, RetrievalPolicy policy, int leading = 0, CancellationToken cancellation = default)
    {
        using var qrelsText = new StreamReader(qrels.Content, Encoding.UTF8, leaveOpen: true);
        using var runText = new StreamReader(run.Content, Encoding.UTF8, leaveOpen: true);
        var collection = metrics.Any(static metric => metric.Measure is Hole) ? new HashSet<string>(StringComparer.Ordinal) : null;
        var judgements = Noting(TrecQrels.ReadAsync(qrelsText, qrels.Name, cancellation), collection);
        var judged = await judgements.ByQueryAsync(cancellation).ConfigureAwait(false);
        var (answers, tag) = await AnswersAsync(runText, run.Name, policy, cancellation).ConfigureAwait(false);
        RefuseEmpty(qrels.Name, judged.Count, "judgement");
        RefuseEmpty(run.Name, answers.Count, "answer");
        string[] queries = [.. judged.Keys
            .Where(query => policy.Queries != QueryPolicy.JudgedAndAnswered || answers.ContainsKey(query))
            .Order(Comparer<string>.Create(Utf8Order.Compare))];
        RefuseUnmeasurable(qrels.Name, run.Name, queries, answers, policy);
        return Measure(queries, query => collection is null ? judged[query] : judged[query].InCollection(collection), answers, tag, new RetrievalScorer(metrics, policy.Mode), policy, leading);
    }

    private static TrecResult Measure(
        string[] queries, Func<string, Judgements> judged, Dictionary<string, List<ScoredDocument>> answers,
        string tag, RetrievalScorer scorer, RetrievalPolicy policy, int leading)
    {
        double[][] columns = [.. scorer.Metrics.Select(_ => new double[queries.Length])];
        var rows = new TrecQuery[queries.Length];
        for (var i = 0; i < queries.Length; i++)
        {
            var judgements = judged(queries[i]);
            var answered = answers.TryGetValue(queries[i], out var answer);
            var scores = answered ? scorer.Score(judgements, answer!) : scorer.ScoreMissing(judgements);
            rows[i] = new(queries[i], answered, answered && leading > 0 ? RelevanceString.Of(judgements, answer!, policy.Mode, leading) : "");
            for (var metric = 0; metric < scores.Length; metric++)
            {
                columns[metric][i] = scores[metric];
            }
        }

        return new(tag, rows, columns, [.. columns.Select((column, i) => policy.Rounded(ItemScores.Value(scorer.Metrics[i].Definition, column)))]);
    }

    private static async Task<(Dictionary<string, List<ScoredDocument>> Answers, string Tag)> AnswersAsync(
        StreamReader text, string name, RetrievalPolicy policy, CancellationToken cancellation)
    {
        var answers = new Dictionary<string, List<ScoredDocument>>(StringComparer.Ordinal);
        var tag = "";
        await foreach (var entry in TrecRun.ReadAsync(text, name, cancellation).ConfigureAwait(false))
        {
            tag = entry.Tag;
            if (!answers.TryGetValue(entry.QueryId, out var answer))
            {
                answers.Add(entry.QueryId, answer = []);
            }

            if (!policy.IgnoreIdenticalIds || !string.Equals(entry.QueryId, entry.DocumentId, StringComparison.Ordinal))
            {
                answer.Add(new(entry.DocumentId, entry.Score));
            }
        }

        return (answers, tag);
    }

    private static async IAsyncEnumerable<Judgement> Noting(IAsyncEnumerable<Judgement> judgements, HashSet<string>? documents)
    {
        await foreach (var judgement in judgements.ConfigureAwait(false))
        {
            documents?.Add(judgement.DocumentId);
            yield return judgement;
        }
    }

    private static void RefuseEmpty(string file, int count, string what)
    {
        if (count == 0)
        {
            throw new MalformedInputException(file, 1, $"The file holds no {what}.");
        }
    }

    private static void RefuseUnmeasurable(
        string qrels, string run, string[] queries, Dictionary<string, List<ScoredDocument>> answers, RetrievalPolicy policy)
    {
        if (policy.Queries == QueryPolicy.EveryJudgedMustBeAnswered && Array.Find(queries, query => !answers.ContainsKey(query)) is { } missing)
        {
            throw new UnmeasurableRunException(
                $"{run}: the query '{missing}' of {qrels} has no answer in the run. Count such queries as failed, as trec_eval -c does, or only those that are answered, as trec_eval 9 does.",
                unanswered: true);
        }

        if (!queries.Any(answers.ContainsKey))
        {
            throw new UnmeasurableRunException($"{run}: none of its queries is judged in {qrels}; do the two files belong together?", unanswered: false);
        }
    }
}
