using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Models;

/// <summary>Opens what scores the answers to a task, whoever gave them and when.</summary>
internal sealed class TaskScorers(SharedSandbox sandbox, DatasetContents contents, ResultItems results)
{
    /// <exception cref="RefusedException">A metric does not fit the task.</exception>
    public async Task<TaskItemScorer> Open(ModelTask task, SubmitJob job)
    {
        var scorer = Scorer(task.Definition, job);
        var programs = task.Definition.Kind is TaskKind.Code ? new ProgramRuns(await sandbox.Get(CancellationToken.None)) : null;
        return new(task, scorer, programs, contents, results);
    }

    /// <inheritdoc cref="Open"/>
    public static TaskScorer Scorer(TaskDefinition definition, SubmitJob job)
    {
        try
        {
            return new(definition, job.Metrics.IsDefaultOrEmpty ? definition.Metrics : MetricSet.Parse(job.Metrics));
        }
        catch (UnknownMetricException unknown)
        {
            throw new RefusedException(Refusal.Invalid, unknown.Message, "metrics");
        }
    }
}
