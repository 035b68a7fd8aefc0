using System.Collections.Immutable;
using BenchHub.Connectors.Secrets;
using BenchHub.Connectors.Systems;
using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Models;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>Where the answers of a run come from, and what scores them.</summary>
internal sealed record AskedTask(IAnswerSource Source, IItemScorer Scorer) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Source.DisposeAsync();
}

/// <summary>Opens what a task needs of its system and its dataset, whatever their kinds.</summary>
internal sealed class AskedTasks(
    IGrainFactory grains,
    RetrievalClient client,
    SystemProbe probe,
    SecretSealer sealer,
    RecordedRuns recordings,
    DatasetContents contents,
    ModelTasks models,
    TimeProvider time)
{
    /// <exception cref="RefusedException">The system is gone, or is not of a kind that the dataset is for.</exception>
    public async Task<AskedTask> Open(TaskRow row, SubmitJob job, TaskId id, RunProgress progress, ChunkWriter chunks)
    {
        var grain = grains.System(new SystemId(row.SystemId));
        var access = await grain.Access();
        var definition = await Definition(row);
        if (definition is not null != access.Spec.Kind is SystemKind.Llm)
        {
            throw new RefusedException(Refusal.Unprocessable, definition is null
                ? $"'{row.DatasetName}' is a collection of documents, and '{row.SystemName}' is a language model; give it a dataset of a task."
                : $"'{row.DatasetName}' is a dataset of the task '{definition.Name}', and '{row.SystemName}' is no language model.");
        }

        if (access.Spec.Kind is SystemKind.Recorded)
        {
            return new(new RecordedAnswers(recordings, row.SystemId), Ranked(job));
        }

        var secrets = access.SealedSecrets is { } text ? sealer.Open(access.Id, text) : ImmutableDictionary<string, string>.Empty;
        var permits = new PermitWallet(grain, $"{id}#{row.Epoch}", job.Concurrency, time);
        var outage = new Outage(ct => probe.Answers(access.Spec, secrets, ct), job.Patience, progress.Become, time);
        var caller = new PatientCaller(permits, outage);
        return definition is null
            ? new(new HttpAnswers(client, access.Spec, secrets, caller, job.TopK), Ranked(job))
            : await models.Open(row, job, id, access, secrets, caller, definition, progress, chunks);
    }

    private static RetrievalItemScorer Ranked(SubmitJob job) => new(job.Metrics.IsDefaultOrEmpty ? SubmitJob.RetrievalMetrics : job.Metrics);

    private async Task<TaskDefinition?> Definition(TaskRow row) => (await contents.Find(row.ContentHash))?.Definition is { } text
        ? TaskDefinition.Parse(text, row.DatasetName)
        : null;
}
