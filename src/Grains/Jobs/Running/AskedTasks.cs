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
    RagTasks rags,
    RecordedTasks recordedTasks,
    TimeProvider time)
{
    /// <exception cref="RefusedException">The system is gone, or is not of a kind that the dataset is for.</exception>
    public async Task<AskedTask> Open(TaskRow row, SubmitJob job, TaskId id, RunProgress progress, ChunkWriter chunks)
    {
        var grain = grains.System(new SystemId(row.SystemId));
        var access = await grain.Access();
        var definition = await Definition(row);
        DatasetFit.ThrowIfUnfit(row.DatasetName, isTask: definition is not null, access.Spec);
        if (access.Spec.Kind is SystemKind.Recorded)
        {
            return definition is null
                ? new(new RecordedAnswers(recordings, row.SystemId), Ranked(job))
                : await recordedTasks.Open(row, job, access.Spec, definition, await Examples(row));
        }

        var secrets = access.SealedSecrets is { } text ? sealer.Open(access.Id, text) : ImmutableDictionary<string, string>.Empty;
        var permits = new PermitWallet(grain, $"{id}#{row.Epoch}", job.Concurrency, time);
        var outage = new Outage(
            (look, ct) => look is OutageLook.Health ? probe.Answers(access.Spec, secrets, ct) : probe.Works(access.Spec, secrets, ct), job.Patience, progress, time);
        var caller = new PatientCaller(permits, outage);
        if (definition is null)
        {
            return new(new HttpAnswers(client, access.Spec, secrets, caller, job.TopK), Ranked(job));
        }

        var examples = await Examples(row);
        return access.Spec.Kind is SystemKind.RagAnswer
            ? rags.Open(job, access.Spec, secrets, caller, definition, examples)
            : await models.Open(row, job, id, access, secrets, caller, definition, examples, chunks);
    }

    private static RetrievalItemScorer Ranked(SubmitJob job) => new(job.Metrics.IsDefaultOrEmpty ? SubmitJob.RetrievalMetrics : job.Metrics);

    private async Task<IReadOnlyList<string>> Examples(TaskRow row) => await contents.ReadExamples(row.ContentHash).ToListAsync();

    private async Task<TaskDefinition?> Definition(TaskRow row) => (await contents.Find(row.ContentHash))?.Definition is { } text
        ? TaskDefinition.Parse(text, row.DatasetName)
        : null;
}
