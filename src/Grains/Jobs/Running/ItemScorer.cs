using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>From an answer, or the lack of one, to the outcome that is stored.</summary>
internal sealed class ItemScorer(IEnumerable<string> metrics)
{
    private readonly RetrievalScorer _scorer = new(MetricSet.Parse(metrics));

    public MetricSet Metrics => _scorer.Metrics;

    /// <exception cref="ItemFailedException">The answer cannot be scored, for instance when it lists a document twice.</exception>
    public ItemOutcome Score(DatasetItem item, ItemAnswer answer)
    {
        try
        {
            var scores = _scorer.Score(Judged(item), [.. answer.Documents.Select(static document => new ScoredDocument(document.Id, document.Score))]);
            return new(item.Index, item.Id, answer.Documents, scores, null, answer.Latency.TotalMilliseconds, answer.Attempts);
        }
        catch (InvalidRankingException invalid)
        {
            throw new ItemFailedException(invalid.Message, answer.Attempts, invalid);
        }
    }

    /// <summary>A failed item keeps its place: it counts with each metric's default, and its error stands beside it.</summary>
    public ItemOutcome Fail(DatasetItem item, ItemFailedException failure, TimeSpan elapsed) => new(
        item.Index, item.Id, [], _scorer.ScoreMissing(Judged(item)), failure.Message, elapsed.TotalMilliseconds, failure.Attempts);

    private static Judgements Judged(DatasetItem item) =>
        new(item.Judgements.Select(static judgement => KeyValuePair.Create(judgement.DocumentId, judgement.Grade)));
}
