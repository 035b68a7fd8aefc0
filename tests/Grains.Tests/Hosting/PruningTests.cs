using BenchHub.Grains.Hosting;
using BenchHub.Grains.Jobs;
using BenchHub.Grains.Monitoring;
using BenchHub.Grains.Tests.Monitoring;
using BenchHub.Jobs;
using BenchHub.Storage.Monitoring;
using BenchHub.Storage.Systems;
using Microsoft.Extensions.Configuration;

namespace BenchHub.Grains.Tests.Hosting;

public sealed class PruningTests(Hub hub) : IClassFixture<Hub>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_ChecksOfNinetyDaysAgo_AreRemoved()
    {
        var system = Hub.Name("system");
        var now = hub.Time.GetUtcNow();
        await hub.Get<HealthLog>().Append(new(system, now.AddDays(-91), true, 1, "{}"), Ct);
        await hub.Get<HealthLog>().Append(new(system, now.AddDays(-89), true, 1, "{}"), Ct);

        await hub.Restart();

        await Until(async () => (await hub.Get<HealthLog>().List(system, new(), Ct)).Items.Count < 2, "the old check to be removed");
        Assert.Single((await hub.Get<HealthLog>().List(system, new(), Ct)).Items);
    }

    [Fact]
    public async Task Start_AfterHalfAYear_ResolvedAlertsAndNoticesAreRemovedAndWhatFiresStays()
    {
        await using var service = await ScriptedService.Start();
        var job = await hub.Submit(await hub.Register(service), await hub.Import(2));
        await hub.Complete(job);
        await hub.Grains.Alert(new("rule_old")).Put(new() { Name = Hub.Name("rule"), Metric = "recall@10", Min = 0.7 });
        foreach (var (system, value) in new[] { ("sys_ok", 0.1), ("sys_ok", 0.9), ("sys_low", 0.1) })
        {
            await hub.Commit(system, "ds_old", value);
        }

        await hub.Grains.Alert(new("rule_old")).CatchUp();
        await Until(async () => (await Notices()).Any(notice => notice.Link == $"/jobs/{job}"), "the notice of the job");
        Assert.Equal(["firing", "resolved"], (await hub.Alerts("rule_old")).Select(static alert => alert.State).Order());

        hub.Time.Skip(TimeSpan.FromDays(181));
        await hub.Restart();

        await Until(async () => (await Notices()).Count == 0, "the old notices to be removed");
        await Until(async () => (await hub.Alerts("rule_old")).Count < 2, "the old alert to be removed");
        Assert.Equal(("sys_low", "firing"), (await hub.Alerts("rule_old")).Select(static alert => (alert.SystemId, alert.State)).Single());
    }

    // An old job that is looked at settles once more, and tells of its end as it did then.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(-2, 0)]
    public async Task Notice_OfAJobThatEndedLongAgo_DoesNotComeBack(int days, int added)
    {
        var (id, state) = (JobId.New(hub.Time.GetUtcNow()), new JobState
        {
            Command = Jobs.Some.Command, Status = JobStatus.Completed, FinishedAt = hub.Time.GetUtcNow().AddDays(days),
        });

        await new JobNotices(hub.Get<Notifications>(), hub.Time).Ended(id, state);

        Assert.Equal(added, (await Notices()).Count(notice => notice.Link == $"/jobs/{id}"));
    }

    [Theory]
    [InlineData(null, 180)]
    [InlineData("7", 7)]
    [InlineData("0", null)]
    public void Days_OfASetting_AreTheAge(string? text, int? days) =>
        Assert.Equal(days is { } age ? TimeSpan.FromDays(age) : null, Retention.Days(Configured(text), Pruning.AlertDays, 180, "alerts"));

    [Theory]
    [InlineData("-1")]
    [InlineData("a week")]
    public void Days_NoNumber_SaysWhatToGive(string text) => Assert.Contains(
        $"BenchHub:AlertDays is '{text}'; give the days for which alerts are kept",
        Assert.Throws<RefusedException>(() => Retention.Days(Configured(text), Pruning.AlertDays, 180, "alerts")).Message, StringComparison.Ordinal);

    private async Task<IReadOnlyList<NotificationRow>> Notices() => (await hub.Get<Notifications>().List(unreadOnly: false, new(1000), Ct)).Items;

    private static async Task Until(Func<Task<bool>> isSo, string what)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        await Follow().Within(what);

        async Task Follow()
        {
            while (!await isSo())
            {
                await pace.WaitForNextTickAsync(Ct);
            }
        }
    }

    private static IConfiguration Configured(string? text) => new ConfigurationBuilder().AddInMemoryCollection([new(Pruning.AlertDays, text)]).Build();
}
