using System.Text;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Trec;

/// <summary>Measures a TREC run against TREC judgements, as <c>trec_eval</c> does with the same two files.</summary>
/// <remarks>
/// What trec_eval reads as far as it can (a grade <c>1.5</c>, a score <c>nan</c> or <c>2x</c>) or leaves to chance (a query with
/// negative grades alone) is refused or has no relevant document.
/// <para>
/// O(n) for n lines of a run that comes ranked or nearly so, otherwise O(n log n); in the memory of both files and about 400
/// bytes a query besides the results. What runs for each line is compiled in full at once (AggressiveOptimization): a command
/// that measures one file ends before the runtime has found out what is hot.
/// </para>
/// </remarks>
public static class TrecEvaluation
{
    /// <summary>Reads both files into memory and measures on every core.</summary>
    /// <inheritdoc cref="Measure"/>
    public static async Task<TrecResult> MeasureAsync(
        TrecFile qrels, TrecFile run, MetricSet metrics, RetrievalPolicy policy, int leading = 0, CancellationToken cancellation = default) => Measure(
            new(qrels.Name, await FileBytes.ReadAsync(qrels.Name, qrels.Content, cancellation).ConfigureAwait(false)),
            new(run.Name, await FileBytes.ReadAsync(run.Name, run.Content, cancellation).ConfigureAwait(false)),
            metrics, policy, leading, Environment.ProcessorCount, cancellation);

    /// <param name="qrels"><see cref="TrecQrels"/>.</param>
    /// <param name="run"><see cref="TrecRun"/>; queries that nobody judged are passed over.</param>
    /// <param name="metrics">All of rankings.</param>
    /// <param name="policy">Which queries count and how scores are read.</param>
    /// <param name="leading">How many ranks <see cref="TrecQuery.Relevance"/> shows.</param>
    /// <param name="workers">How many queries are worked on at a time; the result is the same for any number.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="MalformedInputException">A line of a file is wrong; the message names file and line.</exception>
    /// <exception cref="UnmeasurableRunException">No query is both judged and answered, or one is missing that must not be.</exception>
    public static TrecResult Measure(
        TrecBytes qrels, TrecBytes run, MetricSet metrics, RetrievalPolicy policy, int leading = 0, int workers = 1, CancellationToken cancellation = default)
    {
        var judged = new QueryLines(qrels.Name, qrels.Content);
        var answers = new QueryLines(run.Name, run.Content);
        var plan = new QueryPlan(judged, answers, policy.Queries == QueryPolicy.JudgedAndAnswered);
        var scorer = new RetrievalScorer(metrics, policy.Mode);
        var collection = metrics.Any(static metric => metric.Measure is Hole) ? new JudgedCollection(judged) : null;
        double[][] columns = [.. metrics.Select(_ => new double[plan.Counted])];
        var rows = new TrecQuery[plan.Counted];
        var refusal = new FirstRefusal();

        plan.ForEach(workers, () => new QueryWorker(judged, answers, scorer, collection, policy.IgnoreIdenticalIds), (worker, place, judgedQuery, answer) =>
        {
            // Queries that do not count stand behind those that do, and are only looked at for faults.
            if (refusal.Note(judgedQuery < 0 ? null : worker.ReadJudgements(judgedQuery), answer < 0 ? null : worker.ReadAnswer(answer))
                || place >= rows.Length)
            {
                return;
            }

            var scores = worker.Measure(answered: answer >= 0);
            rows[place] = new(Encoding.UTF8.GetString(judged.Id(judgedQuery)), answer >= 0, answer >= 0 && leading > 0 ? RelevanceString.Of(worker.Query.Grades(leading)) : "");
            for (var metric = 0; metric < columns.Length; metric++)
            {
                columns[metric][place] = scores[metric];
            }
        }, cancellation);

        refusal.Throw();
        RefuseEmpty(judged, "judgement");
        RefuseEmpty(answers, "answer");
        RefuseUnmeasurable(qrels.Name, run.Name, rows, policy);
        return new(
            TrecRun.LastTag(answers), rows, columns,
            [.. columns.Select((column, i) => policy.Rounded(ItemScores.Value(metrics[i].Definition, column)))]);
    }

    private static void RefuseEmpty(QueryLines file, string what)
    {
        if (file.Count == 0)
        {
            throw new MalformedInputException(file.File, 1, $"The file holds no {what}.");
        }
    }

    private static void RefuseUnmeasurable(string qrels, string run, TrecQuery[] queries, RetrievalPolicy policy)
    {
        if (policy.Queries == QueryPolicy.EveryJudgedMustBeAnswered && Array.Find(queries, static query => !query.Answered) is { Id: { } missing })
        {
            throw new UnmeasurableRunException(
                $"{run}: the query '{missing}' of {qrels} has no answer in the run. Count such queries as failed, as trec_eval -c does, or only those that are answered, as trec_eval 9 does.",
                unanswered: true);
        }

        if (!Array.Exists(queries, static query => query.Answered))
        {
            throw new UnmeasurableRunException($"{run}: none of its queries is judged in {qrels}; do the two files belong together?", unanswered: false);
        }
    }
}
