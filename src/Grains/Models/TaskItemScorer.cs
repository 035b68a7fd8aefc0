using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Models;

/// <summary>Scores what a model said, as its task defines.</summary>
internal sealed class TaskItemScorer(ModelTask task, TaskScorer scorer, DatasetContents contents, ResultItems results) : IItemScorer
{
    public MetricSet Metrics => scorer.Metrics;

    public ValueTask<ItemOutcome> Score(DatasetItem item, ItemAnswer answer, CancellationToken stop, CancellationToken abandon)
    {
        var request = task.Render(item);
        var score = scorer.Score(request, ModelTask.Answers(request, answer.Outputs));
        var outputs = answer.Outputs.Select((output, i) => output with
        {
            Extracted = i == 0 && score.Extracted != output.Text ? score.Extracted : null,
            Notes = (i == 0 ? score.Problem : null) ?? AnswerDefect.Of(output),
        });
        return new(new ItemOutcome(item.Index, item.Id, [], score.Values, null, answer.Latency.TotalMilliseconds, answer.Attempts) { Outputs = [.. outputs] });
    }

    public ItemOutcome Fail(DatasetItem item, ItemFailedException failure, TimeSpan elapsed) => new(
        item.Index, item.Id, [], [.. Metrics.Select(static metric => metric.Definition.MissingValue)], failure.Message, elapsed.TotalMilliseconds, failure.Attempts);

    /// <summary>
    /// From the outputs as they are stored: a metric such as corpus BLEU needs more of an item than its value. The order is that of
    /// the items, whatever the order in which they were answered.
    /// </summary>
    public async Task<IReadOnlyList<ScoreColumn>> Columns(TaskRow row, ResultTally tally, bool isPartial)
    {
        var scores = new TaskScore[row.Items];
        Array.Fill(scores, new([.. Metrics.Select(static _ => double.NaN)], new double[scorer.Counts.Sum()], Extracted: null, Problem: null));
        await using var items = contents.ReadItems(row.ContentHash).GetAsyncEnumerator();
        await foreach (var outcome in results.Read(row.ResultId))
        {
            while (await items.MoveNextAsync() && items.Current.Index < outcome.Index)
            {
                // Not asked.
            }

            scores[outcome.Index] = Rescore(items.Current, outcome);
        }

        return [.. Metrics.Select((metric, m) => Column(metric, m, scores))];
    }

    private TaskScore Rescore(DatasetItem item, ItemOutcome outcome)
    {
        if (outcome.Error is not null && outcome.Outputs.Count == 0)
        {
            return new([.. outcome.Scores], new double[scorer.Counts.Sum()], Extracted: null, Problem: null, IsFailed: true);
        }

        var request = task.Render(item);
        return scorer.Score(request, ModelTask.Answers(request, outcome.Outputs));
    }

    private ScoreColumn Column(Metric metric, int position, TaskScore[] scores)
    {
        var aggregate = scorer.Aggregate(position, scores);
        return new(
            metric.Name.ToString(), Defined(aggregate.Value), Defined(aggregate.CiLow), Defined(aggregate.CiHigh), aggregate.N, aggregate.Errors,
            aggregate.Undefined, aggregate.Signature.ToString(), [.. scores.Select(score => score.Values[position])]);
    }

    private static double? Defined(double value) => double.IsNaN(value) ? null : value;
}
