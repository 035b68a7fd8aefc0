using BenchHub.Grains.Monitoring;
using BenchHub.Monitoring;
using BenchHub.Storage;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Monitoring;

namespace BenchHub.Grains.Tests.Monitoring;

/// <summary>Rules over committed results, whatever becomes of the events that tell of them.</summary>
public sealed class AlertGrainTests : IAsyncLifetime
{
    private readonly Hub _hub = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _hub.InitializeAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private async Task<IAlertGrain> Rule(string id, Func<AlertRule, AlertRule>? change = null)
    {
        var rule = new AlertRule { Name = Hub.Name("rule"), Metric = "recall@10", Min = 0.7 };
        await _hub.Grains.Alert(new(id)).Put(change?.Invoke(rule) ?? rule);
        return _hub.Grains.Alert(new(id));
    }

    private async Task<ChannelId> Channel(Receiver receiver)
    {
        var id = new ChannelId(SortableId.New(ChannelId.Prefix, _hub.Time.GetUtcNow()));
        await _hub.Grains.Channel(id).Add(new(Hub.Name("channel"), receiver.Url, "s3cret"));
        return id;
    }

    [Fact]
    public async Task Job_ResultBelowTheMinimum_IsToldWithoutAnybodyAsking()
    {
        await using var service = await ScriptedService.Start();
        await using var receiver = await Receiver.Start();
        var channel = await Channel(receiver);
        await Rule("rule_low", rule => rule with { Metric = "mrr", Channels = [channel] });
        service.Rank = static _ => 4;

        var job = await _hub.Complete(await _hub.Submit(await _hub.Register(service), await _hub.Import(4)));
        await receiver.Has(1);

        // The relevant document is at rank 4: mrr = 0.25, less than 0.9 x 0.7.
        var alert = Assert.Single(await _hub.Alerts("rule_low"));
        Assert.Equal((job.Tasks[0].ResultId.Value, 0.25, "high", "firing"), (alert.ResultId, alert.Value, alert.Severity, alert.State));
        var (delivery, signature, body) = receiver.Requests.Single();
        Assert.Equal((alert.Id, "alert.firing", "performance_degradation", delivery, alert.ResultId), ((string?)body["alertId"], (string?)body["event"], (string?)body["type"], (string?)body["id"], (string?)body["resultId"]));
        Assert.StartsWith("v1=", signature, StringComparison.Ordinal);

        // Of the end of the job and of the alert; that of the job may be yet to come.
        var notices = (await _hub.Get<Notifications>().List(unreadOnly: true, new(), Ct)).Items;
        Assert.Contains(notices, notice => notice.Kind == "thresholdCrossed" && notice.Message.StartsWith(alert.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Job_ResultsBelowManyLimits_AreOneNoticeAndAnAlertEach()
    {
        await using var service = await ScriptedService.Start();
        await Rule("rule_mrr", static rule => rule with { Metric = "mrr" });
        await Rule("rule_first", static rule => rule with { Metric = "success@1" });
        service.Rank = static _ => 4;
        var (systems, dataset) = (new[] { await _hub.Register(service), await _hub.Register(service) }, await _hub.Import(4));

        foreach (var _ in new[] { 1, 2 })
        {
            await _hub.Complete(await _hub.Submit(Hub.Command(systems, dataset)));
            await _hub.Grains.Alert(new("rule_mrr")).CatchUp();
            await _hub.Grains.Alert(new("rule_first")).CatchUp();
        }

        // Two systems and two metrics in each of two jobs; the second job's results stand for the systems now.
        AlertRow[] alerts = [.. await _hub.Alerts("rule_mrr"), .. await _hub.Alerts("rule_first")];
        Assert.Equal((8, 4), (alerts.Length, alerts.Count(static alert => alert.State == "firing")));
        var notices = (await _hub.Get<Notifications>().List(unreadOnly: true, new(), Ct)).Items.Where(static notice => notice.Kind == "thresholdCrossed").ToList();
        Assert.Equal(2, notices.Count);
        Assert.All(notices, static notice => Assert.EndsWith("The alerts list every limit that the job's results crossed.", notice.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Events_LostDoubledSwappedOrOfNothing_ChangeNothing()
    {
        var plain = await Rule("rule_plain");
        var told = await Rule("rule_told");
        double[] values = [0.5, 0.8, 0.65, 0.6, 0.9, 0.3];
        var results = new List<string>();
        foreach (var value in values)
        {
            results.Add(await _hub.Commit("sys_a", "ds_a", value));
        }

        // In the wrong order, twice, and one that was never committed; of the fourth nobody tells.
        foreach (var place in new[] { 5, 5, 0, 2, 1, 2 })
        {
            await _hub.Tell("sys_a", "ds_a", results[place], "rule_told");
        }

        await _hub.Tell("sys_a", "ds_a", "res_never", "rule_told");
        await plain.CatchUp();
        await told.CatchUp();

        var expected = await _hub.Alerts("rule_plain");
        Assert.Equal([(results[0], "resolved"), (results[2], "resolved"), (results[3], "resolved"), (results[5], "firing")], expected.Select(static alert => (alert.ResultId, alert.State)).OrderBy(pair => results.IndexOf(pair.ResultId)));
        Assert.Equal(expected.Select(static alert => (alert.ResultId, alert.State)).Order(), (await _hub.Alerts("rule_told")).Select(static alert => (alert.ResultId, alert.State)).Order());

        await plain.CatchUp();
        await Hub.Deactivate(plain);
        await plain.CatchUp();
        Assert.Equal(4, (await _hub.Alerts("rule_plain")).Count);
    }

    [Fact]
    public async Task Kill_BetweenTheCommitAndTheEvent_TheNextStartTells()
    {
        await using var receiver = await Receiver.Start();
        var channel = await Channel(receiver);
        await Rule("rule_low", rule => rule with { Channels = [channel] });

        await _hub.Restart(kill: true, between: async () =>
        {
            await using var database = new Database(_hub.Storage, _hub.Time);
            await Facts.Commit(new TaskLedger(database), new JobCatalog(database), "sys_a", "ds_a", _hub.Time.GetUtcNow(), "recall@10", 0.5);
        });
        await receiver.Has(1);

        Assert.Equal("firing", Assert.Single(await _hub.Alerts("rule_low")).State);
    }

    [Fact]
    public async Task Reminder_EventWasLost_IsLookedAtAnyway()
    {
        await using var receiver = await Receiver.Start();
        var channel = await Channel(receiver);
        var rule = await Rule("rule_low", rule => rule with { Channels = [channel] });
        await _hub.Commit("sys_a", "ds_a", 0.5);

        await rule.AsReference<IRemindable>().ReceiveReminder("look", default);

        await receiver.Has(1);
    }

    [Fact]
    public async Task Put_NewRule_JudgesWhatComesAndNotWhatWas()
    {
        await _hub.Commit("sys_a", "ds_a", 0.1);
        var rule = await Rule("rule_new");
        await rule.CatchUp();
        Assert.Empty(await _hub.Alerts("rule_new"));

        await _hub.Commit("sys_a", "ds_a", 0.2);
        await rule.CatchUp();

        Assert.Equal(0.2, Assert.Single(await _hub.Alerts("rule_new")).Value);
    }

    [Fact]
    public async Task Put_OnlySomeSystemsAndDatasets_PassesTheOthersBy()
    {
        var rule = await Rule("rule_some", rule => rule with { Systems = [new("sys_a")], Datasets = [new("ds_a")] });
        await _hub.Commit("sys_a", "ds_a", 0.1);
        await _hub.Commit("sys_b", "ds_a", 0.1);
        await _hub.Commit("sys_a", "ds_b", 0.1);

        await rule.CatchUp();

        Assert.Single(await _hub.Alerts("rule_some"));
    }

    [Fact]
    public async Task Put_NameOfAnother_IsAConflict()
    {
        await Rule("rule_1", static rule => rule with { Name = "twice" });

        Assert.Equal((Refusal.Conflict, "name"), (await Waiting.Refused(() => Rule("rule_2", static rule => rule with { Name = "twice" }))) is var refused ? (refused.Refusal, refused.Field) : default);
    }

    // Twelve items, each worse by the same 0.2: all differences are alike in sign, 2 of 2^12 patterns are as far from 0, p = 0.00049.
    [Fact]
    public async Task Drop_SignificantlyWorseThanBefore_IsAnAlert_AndANoisyDifferenceIsNone()
    {
        var rule = await Rule("rule_drop", static rule => rule with { Kind = AlertKind.Drop, Metric = "recall@10", Min = null, Alpha = 0.01 });
        var before = Enumerable.Range(0, 12).Select(static i => 0.5 + (i / 100.0)).ToArray();
        double[] worse = [.. before.Select(static score => score - 0.2)];
        double[] noisy = [.. worse.Select(static (score, i) => score + (i % 2 == 0 ? 0.1 : -0.11))];
        await _hub.Commit("sys_a", "ds_a", before.Average(), before);
        await _hub.Commit("sys_a", "ds_a", worse.Average(), worse);
        await rule.CatchUp();

        var alert = Assert.Single(await _hub.Alerts("rule_drop"));
        Assert.Equal(("drop", "high", before.Average()), (alert.Kind, alert.Severity, alert.Threshold));
        Assert.Equal(2 / 4096.0, alert.P!.Value, precision: 12);
        Assert.Equal("recall@10 of 'sys_a' on 'ds_a' is 0.355, significantly worse than 0.555 (randomization, p = 0.0005, 12 items).", alert.Message);
        Assert.Contains((await _hub.Get<Notifications>().List(unreadOnly: true, new(), Ct)).Items, static notice => notice.Kind == "regressionFound");

        await _hub.Commit("sys_a", "ds_a", noisy.Average(), noisy);
        await rule.CatchUp();
        Assert.Equal("resolved", Assert.Single(await _hub.Alerts("rule_drop")).State);
    }

    [Fact]
    public async Task Drop_AgainstASystemOrAResult_ComparesWithIt()
    {
        double[] good = [.. Enumerable.Repeat(0.9, 12)];
        double[] poor = [.. Enumerable.Repeat(0.8, 12)];
        var reference = await _hub.Commit("sys_good", "ds_a", 0.9, good);
        var drop = new AlertRule { Name = "", Kind = AlertKind.Drop, Metric = "recall@10" };
        var system = await Rule("rule_system", rule => drop with { Name = rule.Name, Baseline = new(BaselineKind.System, "sys_good") });
        var result = await Rule("rule_result", rule => drop with { Name = rule.Name, Baseline = new(BaselineKind.Result, reference) });
        await _hub.Commit("sys_poor", "ds_a", 0.8, poor);
        await _hub.Commit("sys_poor", "ds_b", 0.8, poor);

        await system.CatchUp();
        await result.CatchUp();

        // On the other dataset there is nothing to compare with.
        Assert.Equal("ds_a", Assert.Single(await _hub.Alerts("rule_system")).DatasetId);
        Assert.Equal("ds_a", Assert.Single(await _hub.Alerts("rule_result")).DatasetId);
    }

    [Fact]
    public async Task Silence_TellsNobody_AndItsEndTellsWhatStillFires()
    {
        await using var receiver = await Receiver.Start();
        var channel = await Channel(receiver);
        var rule = await Rule("rule_low", rule => rule with { Channels = [channel] });
        await rule.Silence(new(_hub.Time.GetUtcNow().AddHours(1), "at work on it"));
        await _hub.Commit("sys_a", "ds_a", 0.5);
        await _hub.Commit("sys_b", "ds_a", 0.5);
        await _hub.Commit("sys_b", "ds_a", 0.9);
        await rule.CatchUp();
        Assert.Equal(2, (await _hub.Alerts("rule_low")).Count);
        Assert.Empty(receiver.Requests);

        _hub.Time.Skip(TimeSpan.FromHours(2));
        await rule.CatchUp();
        await receiver.Has(1);

        Assert.Equal("sys_a", (string?)receiver.Requests.Single().Body["systemId"]);
        Assert.Equal(Refusal.Invalid, (await Waiting.Refused(() => rule.Silence(new(_hub.Time.GetUtcNow().AddHours(-1), null)))).Refusal);
        Assert.Equal(Refusal.NotFound, (await Waiting.Refused(() => _hub.Grains.Alert(new("rule_none")).Unsilence())).Refusal);
    }

    [Fact]
    public async Task Remove_ClosesItsAlerts_AndJudgesNoMore()
    {
        var rule = await Rule("rule_low");
        await _hub.Commit("sys_a", "ds_a", 0.5);
        await rule.CatchUp();

        await rule.Remove();
        await _hub.Commit("sys_a", "ds_a", 0.4);
        await rule.CatchUp();

        Assert.Equal("resolved", Assert.Single(await _hub.Alerts("rule_low")).State);
    }

    [Fact]
    public async Task BuiltIn_AreInstalledOnce_AndThoseRemovedStayAway()
    {
        // The silo does so at its start, in the background; another time changes nothing.
        await _hub.Get<AlertRules>().Install(BuiltInRules.Rows(0, _hub.Time.GetUtcNow()), Ct);
        await _hub.Grains.Alert(new("rule_ndcg5")).Remove();

        await _hub.Restart();
        await _hub.Get<AlertRules>().Install(BuiltInRules.Rows(0, _hub.Time.GetUtcNow()), Ct);

        Assert.Equal(["rule_precision5", "rule_recall5", "rule_regression"], await _hub.Get<AlertRules>().Ids(Ct));
    }
}
