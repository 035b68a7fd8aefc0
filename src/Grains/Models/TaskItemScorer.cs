using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Imported;
using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Judges;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Models;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Models;

/// <summary>Scores what a model said, as its task defines.</summary>
internal sealed class TaskItemScorer(
    ModelTask task, TaskScorer scorer, ProgramRuns? programs, JudgeBench? judges, DatasetContents contents, ResultItems results) : IItemScorer
{
    public MetricSet Metrics => scorer.Metrics;

    /// <summary>The tool that computed imported scores, for their signature; null where there are none.</summary>
    public string? ImportedFrom { get; init; }

    public async ValueTask<ItemOutcome> Score(DatasetItem item, ItemAnswer answer, CancellationToken stop, CancellationToken abandon)
    {
        var request = task.Render(item);
        var judged = programs is null ? answer.Outputs : await Run(programs, request, answer.Outputs, abandon);
        var heard = judges is null ? [] : await judges.Hear(item, request, judged, stop, abandon);
        var verdicts = JudgeVerdict.ForAnswers(heard.Select(static one => one.Verdict));
        var score = scorer.Score(request, ModelTask.Answers(request, judged) with { Imported = answer.Imported, Verdicts = verdicts });
        var outputs = judged.Select((output, i) => output with
        {
            Extracted = i == 0 && score.Extracted != output.Text ? score.Extracted : null,
            Notes = output.Notes ?? (i == 0 ? score.Problem : null) ?? AnswerDefect.Of(output),
        });
        return new(item.Index, item.Id, [], score.Values, null, answer.Latency.TotalMilliseconds, answer.Attempts)
        {
            Outputs = [.. outputs],
            Findings = [.. heard.Select(static one => one.Finding)],
        };
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
        var score = scorer.Score(request, ModelTask.Answers(request, outcome.Outputs) with { Imported = Imported(outcome) });
        for (var m = 0; m < score.Values.Length; m++)
        {
            // A judge is not asked twice: its verdicts are the values that are stored.
            score.Values[m] = Metrics[m].Definition.Input is MetricInput.Verdicts ? outcome.Scores[m] : score.Values[m];
        }

        return score;
    }

    private async Task<IReadOnlyList<ModelOutput>> Run(ProgramRuns runs, TaskPrompt request, IReadOnlyList<ModelOutput> outputs, CancellationToken abandon)
    {
        try
        {
            return await runs.Judge(request, outputs, scorer.ExtractEach(request, [.. outputs.Select(static output => output.Text)]), abandon);
        }
        catch (InvalidItemException invalid)
        {
            throw new ItemFailedException(invalid.Message, attempts: 0, invalid);
        }
    }

    // What others computed cannot be computed again: it stands among the scores of the outcome.
    private Dictionary<string, double> Imported(ItemOutcome outcome) => Metrics
        .Select((metric, m) => (metric, Score: outcome.Scores[m]))
        .Where(static one => one.metric.Measure is ImportedMeasure && !double.IsNaN(one.Score))
        .ToDictionary(static one => one.metric.Name.ToString(), static one => one.Score);

    private Signature Signed(Metric metric, int position)
    {
        var signature = scorer.Signature(position);
        return metric.Measure is ImportedMeasure && ImportedFrom is not null ? signature.With("tool", ImportedFrom)
            : judges?.Sign(metric, programs?.Sign(signature) ?? signature) ?? programs?.Sign(signature) ?? signature;
    }

    private ScoreColumn Column(Metric metric, int position, TaskScore[] scores)
    {
        var aggregate = scorer.Aggregate(position, scores, signature: Signed(metric, position));
        return new(
            metric.Name.ToString(), Defined(aggregate.Value), Defined(aggregate.CiLow), Defined(aggregate.CiHigh), aggregate.N, aggregate.Errors,
            aggregate.Undefined, aggregate.Signature.ToString(), [.. scores.Select(score => score.Values[position])]);
    }

    private static double? Defined(double value) => double.IsNaN(value) ? null : value;
}
