using BenchHub.Storage.Monitoring;

namespace BenchHub.Grains.Tests.Monitoring;

/// <summary>Aggregates and leaderboards against what SQL has.</summary>
public sealed class FollowerTests(Hub hub) : IClassFixture<Hub>
{
    [Fact]
    public async Task Aggregates_EventsLostDoubledAndSwapped_AreThoseOfTheFacts()
    {
        var (system, dataset) = (Hub.Name("sys_agg"), Hub.Name("ds_agg"));
        var grain = hub.Grains.MetricAggregation(new(system), new(dataset));
        var results = new List<string> { await hub.Commit(system, dataset, 0.1) };
        Assert.Equal(0.1, Assert.Single((await grain.Get()).Metrics).Latest);

        foreach (var value in new[] { 0.2, 0.3, 0.4 })
        {
            results.Add(await hub.Commit(system, dataset, value));
        }

        foreach (var place in new[] { 3, 1, 3, 0 })
        {
            await hub.Tell(system, dataset, results[place], "rule_none");
        }

        var warm = await grain.Get();
        await Hub.Deactivate(grain);
        var cold = await grain.Get();

        var metric = Assert.Single(warm.Metrics);
        Assert.Equal(("recall@10", 0.4, 0.25, 4L), (metric.Metric, metric.Latest, Math.Round(metric.Mean, 12), metric.Count));
        Assert.Equal(results, metric.Window.Select(static value => value.Result.Value));
        Assert.Equal(StateJson.Of(warm.Metrics), StateJson.Of(cold.Metrics));
        Assert.True(cold.Watermark >= warm.Watermark);
    }

    [Fact]
    public async Task Aggregates_OfNothing_AreEmpty() => Assert.Empty((await hub.Grains.MetricAggregation(new("sys_x"), new("ds_x")).Get()).Metrics);

    [Fact]
    public async Task Leaderboard_WatchersHearOfAResult_AndAnswersAreThoseOfTheFacts()
    {
        await using var service = await ScriptedService.Start();
        var dataset = await hub.Import(4);
        var board = hub.Grains.Leaderboard(dataset);
        var empty = await board.Top("mrr", 10);
        Assert.Empty(empty.Entries);

        // A job tells; the watcher is answered by the event, long before its patience ends.
        var waiting = board.WaitForChange("mrr", 10, empty.Revision, TimeSpan.FromSeconds(15));
        service.Rank = static _ => 2;
        var second = await hub.Register(service);
        await hub.Complete(await hub.Submit(second, dataset));
        var changed = await waiting.Within("the board to change", TimeSpan.FromSeconds(10));
        Assert.Equal((1, second, 0.5), changed.Entries.Select(static entry => (entry.Rank, entry.SystemId, entry.Value)).Single());

        service.Rank = static _ => 1;
        var first = await hub.Register(service);
        await hub.Complete(await hub.Submit(first, dataset));
        var warm = await board.Top("mrr", 10);
        await Hub.Deactivate(board);

        Assert.Equal([(1, first, 1.0), (2, second, 0.5)], warm.Entries.Select(static entry => (entry.Rank, entry.SystemId, entry.Value)));
        Assert.Equal(warm.Entries.AsEnumerable(), (await board.Top("mrr", 10)).Entries);
        Assert.Equal(first, Assert.Single((await board.Top("mrr", 1)).Entries).SystemId);
        Assert.Equal("metric", (await Waiting.Refused(() => board.Top("mrrr", 1))).Field);
    }

    [Fact]
    public async Task Job_Ends_IsANotification()
    {
        await using var service = await ScriptedService.Start();
        var id = await hub.Submit(Hub.Command([await hub.Register(service)], await hub.Import(2)) with { Name = "nightly" });
        var job = await hub.Complete(id);

        var notice = await Notice().Within("the notice");
        Assert.Equal(("jobFinished", "Job 'nightly' is done", "1 system(s) on 1 dataset(s)."), (notice.Kind, notice.Title, notice.Message));

        // The end is seen before the notice is written, and the job moves once more after that.
        async Task<NotificationRow> Notice()
        {
            while (true)
            {
                var notices = await hub.Get<Notifications>().List(unreadOnly: true, new(1000), TestContext.Current.CancellationToken);
                if (notices.Items.SingleOrDefault(row => row.Link == $"/jobs/{id}") is { } written)
                {
                    return written;
                }

                job = (await hub.Grains.Job(id).WaitForChange(job.Revision, TimeSpan.FromSeconds(2)))!;
            }
        }
    }
}
