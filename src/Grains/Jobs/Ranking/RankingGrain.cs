using System.Text.Json;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Jobs.Ranking;

/// <summary>The one place that decides; everything it knows comes from sealed chunks, and comes again after a crash.</summary>
internal sealed class RankingGrain(JobCatalog jobs, ResultItems items, TimeProvider time) : Grain, IRankingGrain
{
    private const int ChunksAtOnce = 64;

    // Several runners look; what one of them has just had read serves the others.
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMilliseconds(250);

    private RankingRace? _race;
    private long _readAt;

    public async Task<RankingView> Look(LookAtRanking query)
    {
        if (_race is not null && time.GetElapsedTime(_readAt) < Fresh && _race.View(query) is { IsCurrent: true } known)
        {
            return known;
        }

        _race ??= await Open();

        // Decoding and betting are no work for a turn's scheduler.
        await Task.Run(() => Read(_race, query.Metric));
        _readAt = time.GetTimestamp();
        return _race.View(query);
    }

    private async Task<RankingRace> Open()
    {
        var (job, _, _) = Key();
        var row = await jobs.Find(job.Value);
        return JsonSerializer.Deserialize<SubmitJob>(row?.Document ?? "{}", StateJson.Options)?.EarlyStop is { } settings && await Tasks() is { Count: > 1 } tasks
            ? new(job, settings, tasks)
            : throw new RefusedException(Refusal.NotFound, $"Job {job} does not stop early.");
    }

    private async Task Read(RankingRace race, int metric)
    {
        var started = time.GetTimestamp();
        foreach (var (place, row) in (await Tasks()).Index())
        {
            race.Runners[place].Row = row;
        }

        for (var place = 0; place < race.Runners.Count; place++)
        {
            var runner = race.Runners[place];
            while (!runner.IsCurrent && time.GetElapsedTime(started) < LongestTurn)
            {
                var chunks = await items.ReadSealed(runner.Row.ResultId, runner.NextChunk, ChunksAtOnce);
                foreach (var (chunk, outcomes) in chunks)
                {
                    race.Add(place, chunk, outcomes, metric);
                }

                if (chunks.Count < ChunksAtOnce)
                {
                    break;
                }
            }
        }

        race.Advance();
    }

    private Task<IReadOnlyList<TaskRow>> Tasks()
    {
        var (job, dataset, version) = Key();
        return jobs.Tasks(job.Value, dataset, version);
    }

    private (JobId Job, string Dataset, int Version) Key()
    {
        var parts = this.GetPrimaryKeyString().Split('/');
        return (new(parts[0]), parts[1], int.Parse(parts[2]));
    }
}
