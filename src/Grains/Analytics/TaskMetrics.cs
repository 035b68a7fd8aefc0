using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Judges;
using BenchHub.Grains.Models;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Analytics;

/// <summary>What a task measures: the metrics in the order of an item's scores.</summary>
internal sealed class TaskMetrics(IGrainFactory grains, JudgeShelf shelf, DatasetContents contents)
{
    /// <exception cref="RefusedException">The items, the system or a judge is gone, or a metric does not fit.</exception>
    public async Task<MetricSet> Of(TaskRow task, SubmitJob job)
    {
        var content = await contents.Find(task.ContentHash)
            ?? throw new RefusedException(Refusal.Unprocessable, $"The items of '{task.DatasetName}' version {task.DatasetVersion} are no longer stored.");
        if (content.Definition is not { } text)
        {
            return RetrievalItemScorer.Of(job).Metrics;
        }

        var judges = await shelf.Find(job);
        var recording = job.Rescore.IsEmpty ? (await grains.System(new(task.SystemId)).Get())?.Spec.Recording : null;
        return TaskScorers.Scorer(TaskDefinition.Parse(text, task.DatasetName), job, [.. judges.Select(static judge => judge.Definition)], recording).Metrics;
    }
}
