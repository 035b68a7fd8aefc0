using BenchHub.Jobs;
using BenchHub.Monitoring;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Monitoring;

namespace BenchHub.Grains.Tests.Monitoring;

/// <summary>Results that are committed without a word to anybody, as when a silo dies just after, and events that are sent by hand.</summary>
internal static class Facts
{
    private static int _results;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Commits a result of a system on a dataset of its own name; returns its id.</summary>
    public static async Task<string> Commit(TaskLedger ledger, JobCatalog jobs, string system, string dataset, DateTimeOffset at, string metric, double value, params double[] scores)
    {
        var number = Interlocked.Increment(ref _results);
        var (job, result) = ($"job_fact{number}", $"res_fact{number}");
        await jobs.Create(
            new(job, "", "completed", StateJson.Of(Jobs.Some.Command), null, at, at, at),
            [new(job, 0, result, system, system, 1, dataset, dataset, 1, $"sha256:{dataset}", 4, "pending", 0, 0, 0, null, null, null)], Ct);
        var epoch = (await ledger.Begin(job, 0, at, Ct))!.Value;
        Assert.True(await ledger.Complete(
            job, 0, epoch, new(result, job, 0, system, system, 1, dataset, dataset, 1, $"sha256:{dataset}", 4, 0, at, at, "{}"),
            [new(metric, value, null, null, scores.Length, 0, 0, "same", scores)], at, Ct));
        return result;
    }

    public static Task<string> Commit(this Hub hub, string system, string dataset, double value, params double[] scores) =>
        Commit(hub.Get<TaskLedger>(), hub.Get<JobCatalog>(), system, dataset, hub.Time.GetUtcNow(), "recall@10", value, scores);

    /// <summary>Tells every follower of a result, once.</summary>
    public static async Task Tell(this Hub hub, string system, string dataset, string result, string rule)
    {
        var news = new ResultRecorded(new ResultId(result), new JobId("job_1"), new(system), new(dataset), 1, hub.Time.GetUtcNow());
        var streams = hub.Get<IClusterClient>().GetStreamProvider(StreamNames.Provider);
        foreach (var (space, key) in new[] { (StreamNames.Results, $"{system}/{dataset}"), (StreamNames.ResultsOfDatasets, dataset), (StreamNames.ResultsForRules, rule) })
        {
            await streams.GetStream<ResultRecorded>(StreamId.Create(space, key)).OnNextAsync(news);
        }
    }

    /// <summary>The alerts of a rule, oldest first.</summary>
    public static async Task<IReadOnlyList<AlertRow>> Alerts(this Hub hub, string rule) =>
        [.. (await hub.Get<AlertLog>().List(new(), new(1000), Ct)).Items.Where(alert => alert.RuleId == rule).Reverse()];
}
