using BenchHub.Storage;
using BenchHub.Storage.Jobs;

namespace BenchHub.Api.Live;

/// <summary>What the hub is doing.</summary>
/// <param name="RunningJobs">Ids, newest first; at most ten.</param>
internal sealed record OverviewAnswer(OverviewJobsAnswer Jobs, IReadOnlyList<string> RunningJobs);

internal sealed record OverviewJobsAnswer(int Running, int Queued);

/// <summary>Reads the overview; cheap, since it is read each second while somebody looks.</summary>
internal sealed class OverviewView(JobCatalog jobs)
{
    private const int Most = 1000;
    private const int Shown = 10;

    public async Task<OverviewAnswer> Read(CancellationToken ct)
    {
        var running = await jobs.List("running", new PageRequest(Most, null, 0), ct);
        var queued = await jobs.List("pending", new PageRequest(Most, null, 0), ct);
        return new(new(running.Items.Count, queued.Items.Count), [.. running.Items.Take(Shown).Select(static job => job.Id)]);
    }
}
