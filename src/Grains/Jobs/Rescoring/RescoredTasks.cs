using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Judges;
using BenchHub.Grains.Models;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Jobs.Rescoring;

/// <summary>Opens a task whose answers stand in another result.</summary>
internal sealed class RescoredTasks(StoredResults stored, ResultItems items, DatasetContents contents, TaskScorers scorers)
{
    /// <exception cref="RefusedException">The outputs are no longer stored.</exception>
    public async Task<AskedTask> Open(TaskRow row, SubmitJob job, JudgeBench? judges)
    {
        var old = await stored.Find(job.Rescore[row.Number], "rescore");
        var source = new StoredAnswers(new(items, old.Row.Id));
        IItemScorer scorer = old.Task is { } definition
            ? await scorers.Open(new ModelTask(definition, await ToldLikelihoods(old.Row.Id), await contents.ReadExamples(row.ContentHash).ToListAsync()), job, judges)
            : RetrievalItemScorer.Of(job);
        return new(source, scorer) { Rescored = old, Judges = judges };
    }

    // The system may answer otherwise now than it did then; the outputs know.
    private async Task<bool> ToldLikelihoods(string resultId) =>
        await items.Read(resultId).FirstOrDefaultAsync(static outcome => outcome.Outputs.Count > 0) is { } outcome
            && outcome.Outputs[0].LogLikelihood is not null;
}
