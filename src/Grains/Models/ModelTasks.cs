using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Batches;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Judges;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Models;

/// <summary>Opens a language model for a task, and what scores its answers.</summary>
internal sealed class ModelTasks(ModelCallers callers, TaskScorers scorers, BatchParts batches)
{
    /// <exception cref="RefusedException">The job's budget is in money and the model has no price, or a metric does not fit the task.</exception>
    public async Task<AskedTask> Open(
        TaskRow row,
        SubmitJob job,
        TaskId id,
        OpenedSystem system,
        TaskDefinition definition,
        IReadOnlyList<string> examples,
        JudgeBench? judges,
        RunProgress progress,
        ChunkWriter chunks)
    {
        var (access, model) = (system.Access, system.Access.Spec.Model!);
        if (definition.Kind is TaskKind.Likelihood or TaskKind.Rolling && !model.HasLikelihoods)
        {
            throw new RefusedException(
                Refusal.Unprocessable,
                $"The task '{definition.Name}' asks for the likelihood of texts, which '{access.Spec.Name}' does not tell; register it with model.hasLikelihoods where its server does.");
        }

        var asker = await callers.Open(system, callers.Terms(row, job, id, access, $"{id}#{row.Epoch}", chunks.Keep));
        var task = new ModelTask(definition, model.HasLikelihoods, examples);
        IAnswerSource source = job.Batch is { } settings
            ? new BatchedAnswers(new(row, settings, access.Spec.Limits.Retries, batches.Providers.Open(access.Spec, system.Secrets), task, asker, progress), batches)
            : new ModelAnswers(task, asker);
        return new(source, await scorers.Open(task, job, judges)) { Judges = judges };
    }
}
