using BenchHub.Evaluation.Judging;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Models;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;
using BenchHub.Systems;

namespace BenchHub.Grains.Judges;

/// <summary>Seats the judges of a task.</summary>
internal sealed class JudgeBenches(IGrainFactory grains, JudgeShelf shelf, PatientCallers systems, ModelCallers models, ResultItems results)
{
    /// <returns>Null where the job has no judges.</returns>
    /// <exception cref="RefusedException">A judge's system is gone, has changed, or has no price where a budget needs one.</exception>
    public async Task<JudgeBench?> Open(TaskRow row, SubmitJob job, TaskId id, RunProgress progress, ChunkWriter chunks)
    {
        if (job.Judges.IsEmpty)
        {
            return null;
        }

        var seated = new List<SeatedJudge>();
        var bench = new JudgeBench(seated, job.Against is { } against ? new(results, against.Value) : null, job.Against);
        try
        {
            foreach (var judge in await shelf.Find(job))
            {
                // A name of its own: the task's system may be the judge's too.
                var holder = $"{id}#{row.Epoch}/{judge.Reference.Name}";
                var grain = grains.System(judge.System);
                var access = await Access(judge, grain);
                var opened = systems.Open(grain, access, holder, job.Concurrency, job.Patience, progress.Become);
                var terms = models.Terms(row, job, id, access, holder, chunks.Keep) with { PaidTo = access.Id.Value == row.SystemId ? null : access.Id.Value };
                seated.Add(await Seat(judge, opened, models, terms));
            }

            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="RefusedException">The judge needs an embedding model that its system does not have, or a price is missing.</exception>
    public static async Task<SeatedJudge> Seat(ShelvedJudge judge, OpenedSystem system, ModelCallers models, ModelTerms terms)
    {
        var embedder = judge.Definition.NeedsEmbeddings ? await models.OpenEmbedder(system, terms) : null;
        return new(judge, Instrument(judge, system.Access), await models.Open(system, terms), embedder);
    }

    /// <summary>Whoever plays the judge, as its numbers' signatures name it.</summary>
    public static JudgeInstrument Instrument(ShelvedJudge judge, SystemAccess access) =>
        new(judge.Definition, access.Spec.Model!.Name, $"{access.Id}#{access.Revision}");

    /// <exception cref="RefusedException">The system was removed or changed.</exception>
    public static async Task<SystemAccess> Access(ShelvedJudge judge, ISystemGrain grain)
    {
        var access = await grain.Access();
        return access.Revision == judge.Reference.Revision ? access : throw new RefusedException(
            Refusal.Conflict,
            $"The system '{access.Spec.Name}' of the judge '{judge.Reference.Name}' was changed since the job was submitted, so its verdicts would not be of one judge; rescore the result or submit the job again.");
    }
}
