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

    /// <summary>Who judges the answers; null where nobody does.</summary>
    public JudgeBench? Judges { get; init; }

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
        var definition = await Definition(row);
        if (definition is not null != DatasetFit.AnswersTasks(access.Spec.Kind))
        {
            throw new RefusedException(Refusal.Unprocessable, definition is null
                ? $"'{row.DatasetName}' is a collection of documents, and '{row.SystemName}' answers questions in words; give it a dataset of a task."
                : $"'{row.DatasetName}' is a dataset of the task '{definition.Name}', and '{row.SystemName}' is neither a language model nor a service that answers.");
        }

        if (access.Spec.Kind is SystemKind.Recorded)
        {
            return new(new RecordedAnswers(recordings, row.SystemId), RetrievalItemScorer.Of(job));
        }

        var system = systems.Open(grain, access, $"{id}#{row.Epoch}", job.Concurrency, job.Patience, progress.Become);
        if (definition is null)
        {
            return new(new HttpAnswers(client, access.Spec, system.Secrets, system.Caller, job.TopK), RetrievalItemScorer.Of(job));
        }

        var examples = await contents.ReadExamples(row.ContentHash).ToListAsync();
        return access.Spec.Kind is SystemKind.RagAnswer
            ? await rags.Open(job, system, definition, examples, bench)
            : await models.Open(row, job, id, system, definition, examples, bench, chunks);
    }

    private async Task<TaskDefinition?> Definition(TaskRow row) => (await contents.Find(row.ContentHash))?.Definition is { } text
        ? TaskDefinition.Parse(text, row.DatasetName)
        : null;
}
