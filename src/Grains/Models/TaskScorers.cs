using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Imported;
using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Judges;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Results;
using BenchHub.Systems;

namespace BenchHub.Grains.Models;

/// <summary>Opens what scores the answers to a task, whoever gave them and when.</summary>
internal sealed class TaskScorers(SharedSandbox sandbox, DatasetContents contents, ResultItems results)
{
    /// <exception cref="RefusedException">A metric does not fit the task.</exception>
    public async Task<TaskItemScorer> Open(ModelTask task, SubmitJob job, JudgeBench? judges, RecordingSpec? recording = null)
    {
        var scorer = Scorer(task.Definition, job, [.. (judges?.Judges ?? []).Select(static seated => seated.Judge.Definition)], recording);
        return new(task, scorer, await sandbox.For(task.Definition), judges, contents, results) { ImportedFrom = recording?.Tool };
    }

    /// <inheritdoc cref="Open"/>
    public static TaskScorer Scorer(TaskDefinition definition, SubmitJob job, IReadOnlyList<JudgeDefinition> judges, RecordingSpec? recording = null)
    {
        // A definition that came with an import may name scores of the other tool, which nobody computes of a new answer.
        IReadOnlyList<string> byDefault = [.. definition.Metrics.Names, .. recording?.Metrics ?? []];
        string[] metrics = [.. JudgeFamilies.Metrics(job, byDefault, judges).Where(metric => recording is not null || !ImportedMeasure.Is(metric))];
        if (metrics.Length == 0)
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"'{definition.Name}' was imported with the scores of another tool alone, so that new answers cannot be measured; name a metric.", "metrics");
        }

        try
        {
            return new(definition, MetricSet.Parse(metrics, judges));
        }
        catch (UnknownMetricException unknown)
        {
            throw new RefusedException(Refusal.Invalid, unknown.Message, "metrics");
        }
    }
}
