using System.Collections.Immutable;
using BenchHub.Connectors.Secrets;
using BenchHub.Connectors.Systems;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>Opens the answers of a task's system, whatever its kind.</summary>
internal sealed class AnswerSources(
    IGrainFactory grains, RetrievalClient client, SystemProbe probe, SecretSealer sealer, RecordedRuns recordings, TimeProvider time)
{
    /// <exception cref="RefusedException">The system is gone.</exception>
    public async Task<IAnswerSource> Open(TaskRow row, SubmitJob job, TaskId id, RunProgress progress)
    {
        var grain = grains.System(new SystemId(row.SystemId));
        var access = await grain.Access();
        if (access.Spec.Kind is SystemKind.Recorded)
        {
            return new RecordedAnswers(recordings, row.SystemId);
        }

        var secrets = access.SealedSecrets is { } text ? sealer.Open(access.Id, text) : ImmutableDictionary<string, string>.Empty;
        var permits = new PermitWallet(grain, $"{id}#{row.Epoch}", job.Concurrency, time);
        var outage = new Outage(ct => probe.Answers(access.Spec, secrets, ct), job.Patience, progress, time);
        return new HttpAnswers(client, access.Spec, secrets, new PatientCaller(permits, outage), job.TopK);
    }
}
