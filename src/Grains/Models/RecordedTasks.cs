using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Judges;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Models;

/// <summary>Opens what a model said elsewhere for a task: it is scored as if it were said now, beside the scores that came with it.</summary>
internal sealed class RecordedTasks(RecordedOutputs recordings, TaskScorers scorers)
{
    /// <exception cref="RefusedException">The task asks for the likelihood of texts, which are not in the recording, or a metric does not fit.</exception>
    public async Task<AskedTask> Open(TaskRow row, SubmitJob job, SystemSpec spec, TaskDefinition definition, IReadOnlyList<string> examples, JudgeBench? judges)
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
        return new(new RecordedOutputAnswers(task, recordings, row.SystemId), await scorers.Open(task, job, judges, recording)) { Judges = judges };
    }
}
