using BenchHub.Connectors.Systems;
using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Jobs.Rescoring;
using BenchHub.Grains.Judges;
using BenchHub.Grains.Models;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>Where the answers of a run come from, and what scores them.</summary>
internal sealed record AskedTask(IAnswerSource Source, IItemScorer Scorer) : IAsyncDisposable
{
    /// <summary>Whose outputs are scored, where nothing is asked; null where a system is.</summary>
    public StoredResult? Rescored { get; init; }

    /// <summary>Nobody is paid for an answer or a score.</summary>
    public bool IsFree { get; init; }

    /// <summary>Who judges the answers; null where nobody does.</summary>
    public JudgeBench? Judges { get; init; }

    /// <summary>The system as it is asked; null where nothing is asked.</summary>
    public SystemSpec? Spec { get; init; }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await (Judges?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}

/// <summary>Opens what a task needs of its system and its dataset, whatever their kinds.</summary>
internal sealed class AskedTasks(
    IGrainFactory grains,
    RetrievalClient client,
    PatientCallers systems,
    RecordedRuns recordings,
    DatasetContents contents,
    ModelTasks models,
    RagTasks rags,
    RecordedTasks recordedTasks,
    RescoredTasks rescored,
    JudgeBenches judges)
{
    /// <exception cref="RefusedException">
    /// The system, the stored result or a judge is gone, or the system is not of a kind that the dataset is for.
    /// </exception>
    public async Task<AskedTask> Open(TaskRow row, SubmitJob job, TaskId id, RunProgress progress, ChunkWriter chunks)
    {
        var bench = await judges.Open(row, job, id, progress, chunks);
        try
        {
            return job.Rescore.IsEmpty ? await Open(row, job, id, bench, progress, chunks) : await rescored.Open(row, job, bench);
        }
        catch when (bench is not null)
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    private async Task<AskedTask> Open(TaskRow row, SubmitJob job, TaskId id, JudgeBench? bench, RunProgress progress, ChunkWriter chunks)
    {
        var grain = grains.System(new SystemId(row.SystemId));
        var access = await grain.Access();
        return await Open(row, job, id, grain, access, bench, progress, chunks) with { Spec = access.Spec };
    }

    private async Task<AskedTask> Open(
        TaskRow row, SubmitJob job, TaskId id, ISystemGrain grain, SystemAccess access, JudgeBench? bench, RunProgress progress, ChunkWriter chunks)
    {
        var definition = await Definition(row);
        DatasetFit.ThrowIfUnfit(row.DatasetName, isTask: definition is not null, access.Spec);
        if (access.Spec.Kind is SystemKind.Recorded)
        {
            return definition is null
                ? new(new RecordedAnswers(recordings, row.SystemId), RetrievalItemScorer.Of(job)) { IsFree = true }
                : await recordedTasks.Open(row, job, access.Spec, definition, await Examples(row), bench);
        }

        var system = systems.Open(grain, access, $"{id}#{row.Epoch}", job.Concurrency, job.Patience, progress.Become);
        if (definition is null)
        {
            return new(new HttpAnswers(client, access.Spec, system.Secrets, system.Caller, job.TopK), RetrievalItemScorer.Of(job)) { IsFree = true };
        }

        var examples = await Examples(row);
        return access.Spec.Kind is SystemKind.RagAnswer
            ? await rags.Open(job, system, definition, examples, bench)
            : await models.Open(row, job, id, system, definition, examples, bench, progress, chunks);
    }

    private async Task<IReadOnlyList<string>> Examples(TaskRow row) => await contents.ReadExamples(row.ContentHash).ToListAsync();

    private async Task<TaskDefinition?> Definition(TaskRow row) => (await contents.Find(row.ContentHash))?.Definition is { } text
        ? TaskDefinition.Parse(text, row.DatasetName)
        : null;
}
