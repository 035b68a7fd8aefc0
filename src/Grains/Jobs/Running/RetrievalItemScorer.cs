using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>Scores the documents that a system found.</summary>
internal sealed class RetrievalItemScorer(IEnumerable<string> metrics) : IItemScorer
{
    private readonly RetrievalScorer _scorer = new(MetricSet.Parse(metrics));

    public MetricSet Metrics => _scorer.Metrics;

    public static RetrievalItemScorer Of(SubmitJob job) => new(job.Metrics.IsDefaultOrEmpty ? SubmitJob.RetrievalMetrics : job.Metrics);

    public ValueTask<ItemOutcome> Score(DatasetItem item, ItemAnswer answer, CancellationToken stop, CancellationToken abandon)
    {
        try
        {
            var scores = _scorer.Score(Judged(item), [.. answer.Documents.Select(static document => new ScoredDocument(document.Id, document.Score))]);
            return new(new ItemOutcome(item.Index, item.Id, answer.Documents, scores, null, answer.Latency.TotalMilliseconds, answer.Attempts));
        }
        catch (InvalidRankingException invalid)
        {
            throw new ItemFailedException(invalid.Message, answer.Attempts, invalid);
        }
    }

    public ItemOutcome Fail(DatasetItem item, ItemFailedException failure, TimeSpan elapsed) => new(
        item.Index, item.Id, [], _scorer.ScoreMissing(Judged(item)), failure.Message, elapsed.TotalMilliseconds, failure.Attempts);

    public Task<IReadOnlyList<ScoreColumn>> Columns(TaskRow row, ResultTally tally, bool isPartial) => Task.FromResult(tally.Columns(isPartial));

    private static Judgements Judged(DatasetItem item) =>
        new(item.Judgements.Select(static judgement => KeyValuePair.Create(judgement.DocumentId, judgement.Grade)));
}
