using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;
using BenchHub.Systems;

namespace BenchHub.Grains.Models;

/// <summary>Opens what a model said elsewhere for a task: it is scored as if it were said now, beside the scores that came with it.</summary>
internal sealed class RecordedTasks(RecordedOutputs recordings, SharedSandbox sandbox, DatasetContents contents, ResultItems results)
{
    /// <exception cref="RefusedException">The task asks for the likelihood of texts, which are not in the recording, or a metric does not fit.</exception>
    public async Task<AskedTask> Open(TaskRow row, SubmitJob job, SystemSpec spec, TaskDefinition definition, IReadOnlyList<string> examples)
    {
        var recording = spec.Recording!;
        if (definition.Kind is TaskKind.Likelihood or TaskKind.Rolling && !recording.HasLikelihoods)
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"The task '{definition.Name}' asks for the likelihood of texts, and the recording of '{spec.Name}' has answers in words.");
        }

        if (!definition.NeedsLikelihoods && recording.HasLikelihoods)
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"The task '{definition.Name}' asks for answers in words, and the recording of '{spec.Name}' has likelihoods.");
        }

        var task = new ModelTask(definition, recording.HasLikelihoods, examples);
        var scorer = ModelTasks.Scorer(definition, job.Metrics.IsDefaultOrEmpty ? [.. definition.Metrics.Names, .. recording.Metrics] : job.Metrics);
        var programs = await sandbox.For(definition);
        return new(
            new RecordedOutputAnswers(task, recordings, row.SystemId), new TaskItemScorer(task, scorer, programs, contents, results) { ImportedFrom = recording.Tool });
    }
}
