using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Judges;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Models;

/// <summary>Opens what scores the answers to a task, whoever gave them and when.</summary>
internal sealed class TaskScorers(SharedSandbox sandbox, DatasetContents contents, ResultItems results)
{
    /// <exception cref="RefusedException">A metric does not fit the task.</exception>
    public async Task<TaskItemScorer> Open(ModelTask task, SubmitJob job, JudgeBench? judges)
    {
        var scorer = Scorer(task.Definition, job, [.. (judges?.Judges ?? []).Select(static seated => seated.Judge.Definition)]);
        var programs = task.Definition.Kind is TaskKind.Code ? new ProgramRuns(await sandbox.Get(CancellationToken.None)) : null;
        return new(task, scorer, programs, judges, contents, results);
    }

    /// <inheritdoc cref="Open"/>
    public static TaskScorer Scorer(TaskDefinition definition, SubmitJob job, IReadOnlyList<JudgeDefinition> judges)
    {
        try
        {
            return new(definition, MetricSet.Parse(JudgeFamilies.Metrics(job, definition.Metrics, judges), judges));
        }
        catch (UnknownMetricException unknown)
        {
            throw new RefusedException(Refusal.Invalid, unknown.Message, "metrics");
        }
    }
}
