using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Jobs.Rescoring;
using BenchHub.Grains.Judges;
using BenchHub.Grains.Models;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Systems;

namespace BenchHub.Grains.Jobs;

/// <summary>Which metrics and judges go with the items that a job is about.</summary>
internal sealed class TaskFit(IGrainFactory grains, JudgeShelf shelf, StoredResults stored, DatasetContents contents)
{
    /// <param name="command">The job.</param>
    /// <param name="dataset">Its name.</param>
    /// <param name="contentHash">Of the version.</param>
    /// <param name="recording">What came with a recorded system, which may have been scored elsewhere; null where there is none.</param>
    /// <exception cref="RefusedException">A metric or a judge cannot mean anything there, or an opponent is missing or answered other items.</exception>
    public async Task ThrowIfUnfit(SubmitJob command, string dataset, string contentHash, RecordingSpec? recording = null)
    {
        var judges = await shelf.Find(command);
        foreach (var judge in judges)
        {
            await JudgeBenches.Access(judge, grains.System(judge.System));
        }

        if ((await contents.Find(contentHash))?.Definition is { } text)
        {
            TaskScorers.Scorer(TaskDefinition.Parse(text, dataset), command, [.. judges.Select(static judge => judge.Definition)], recording);
        }
        else if (judges.Count > 0)
        {
            throw new RefusedException(Refusal.Unprocessable, $"Judges read answers in words, and '{dataset}' is a collection of documents.", "judges");
        }

        await ThrowIfWithoutOpponent(command, judges, dataset, contentHash);
    }

    private async Task ThrowIfWithoutOpponent(SubmitJob command, IReadOnlyList<ShelvedJudge> judges, string dataset, string contentHash)
    {
        var comparing = judges.FirstOrDefault(static judge => judge.Definition.Kind is JudgeKind.Pairwise);
        switch (comparing, command.Against)
        {
            case ({ } judge, null):
                throw new RefusedException(
                    Refusal.Invalid, $"The judge '{judge.Reference.Name}' compares two answers; name the result whose answers are the other ones (against).", "against");
            case (null, { }):
                throw new RefusedException(Refusal.Invalid, "Only a pairwise judge compares with another result, and the job has none; leave out against.", "against");
            case ({ }, { } against) when (await stored.Find(against, "against")).Row is var opponent && opponent.ContentHash != contentHash:
                throw new RefusedException(
                    Refusal.Unprocessable,
                    $"Result '{against}' answers '{opponent.DatasetName}' version {opponent.DatasetVersion}, which are other items than those of '{dataset}' in this job; two answers to one question can be compared only.",
                    "against");
        }
    }
}
