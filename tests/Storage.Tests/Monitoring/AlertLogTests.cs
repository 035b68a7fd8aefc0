using BenchHub.Storage.Monitoring;

namespace BenchHub.Storage.Tests.Monitoring;

public abstract class AlertLogTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private AlertLog Log => new(Database);

    private AlertRules Rules => new(Database);

    private DeliveryOutbox Outbox => new(Database);

    [Fact]
    public async Task Commit_TheSameStepTwice_IsKeptOnce()
    {
        await Rules.Put(Evaluated.Rule(), isOther: false, Ct);
        await new WebhookChannels(Database).Add(Evaluated.Channel(), Ct);
        AlertChange[] changes =
        [
            new AlertChange.Raise(Evaluated.Alert("a1")), new AlertChange.Tell("a1", "alert.firing"), new AlertChange.Notify(Evaluated.Notification("n1")),
        ];

        Assert.True(await Log.Commit("rule_1", 0, 1, changes, null, Now, Ct));
        Assert.False(await Log.Commit("rule_1", 0, 1, changes, null, Now, Ct));
        Assert.False(await Log.Commit("rule_2", 0, 1, changes, null, Now, Ct));

        Assert.Equal((1, 1, 1), (await Count("alerts"), await Count("deliveries"), await Count("notifications")));
        var rule = (await Rules.Find("rule_1", Ct))!;
        Assert.Equal((1, 1, Now), (rule.Watermark, rule.Firing, rule.EvaluatedAt));
        Assert.Equal(new OpenAlert("a1", "sys_0", "ds", false), Assert.Single(await Log.Open("rule_1", Ct)));
        var delivery = Assert.Single((await Outbox.Of(["a1"], Ct))["a1"]);
        Assert.Equal(("ops", "alert.firing", "pending", 0), (delivery.ChannelName, delivery.Event, delivery.Status, delivery.Attempts));
    }

    [Fact]
    public async Task Commit_ARuleAndAResultThatHaveAnAlert_AddsNone()
    {
        await Rules.Put(Evaluated.Rule(), isOther: false, Ct);
        await Log.Commit("rule_1", 0, 1, [new AlertChange.Raise(Evaluated.Alert("a1"))], null, Now, Ct);
        await Log.Commit("rule_1", 1, 2, [new AlertChange.Raise(Evaluated.Alert("a2"))], null, Now, Ct);

        Assert.Equal("a1", Assert.Single((await Log.List(new(), new(), Ct)).Items).Id);
    }

    [Fact]
    public async Task Commit_ResolvesUnmutesAndTellsTheChannelsNamed()
    {
        await Rules.Put(Evaluated.Rule(), isOther: false, Ct);
        await new WebhookChannels(Database).Add(Evaluated.Channel(), Ct);
        await new WebhookChannels(Database).Add(Evaluated.Channel("chn_2", "pager"), Ct);
        await Log.Commit("rule_1", 0, 1, [new AlertChange.Raise(Evaluated.Alert("a1") with { IsMuted = true })], ["chn_2"], Now, Ct);
        await Log.Commit("rule_1", 1, 1, [new AlertChange.Unmute("a1"), new AlertChange.Tell("a1", "alert.firing")], ["chn_2"], Now, Ct);
        Assert.False((await Log.Find("a1", Ct))!.IsMuted);

        await Log.Commit("rule_1", 1, 2, [new AlertChange.Resolve("a1", Now.AddHours(1))], ["chn_2"], Now, Ct);

        var alert = (await Log.Find("a1", Ct))!;
        Assert.Equal(("resolved", Now.AddHours(1)), (alert.State, alert.ResolvedAt));
        Assert.Equal("pager", Assert.Single((await Outbox.Of(["a1"], Ct))["a1"]).ChannelName);
        Assert.Empty(await Log.Open("rule_1", Ct));
    }

    [Fact]
    public async Task List_FiltersAndPages_NewestFirst()
    {
        await Rules.Put(Evaluated.Rule(), isOther: false, Ct);
        AlertChange[] raised = [.. Enumerable.Range(0, 5).Select(i => new AlertChange.Raise(Evaluated.Alert($"a{i}", $"r{i}", severity: i % 2 == 0 ? "high" : "medium", minute: i)))];
        await Log.Commit("rule_1", 0, 5, [.. raised, new AlertChange.Resolve("a4", Now)], null, Now, Ct);

        var page = await Log.List(new(Severity: "high"), new(2), Ct);
        Assert.Equal(["a4", "a2"], page.Items.Select(static alert => alert.Id));
        Assert.Equal(["a0"], (await Log.List(new(Severity: "high"), new(2, page.NextCursor), Ct)).Items.Select(static alert => alert.Id));
        Assert.Equal(["a3", "a2", "a1", "a0"], (await Log.List(new(State: "firing"), new(), Ct)).Items.Select(static alert => alert.Id));
        Assert.Equal(2, (await Log.Firing(Ct))["medium"]);
    }

    [Fact]
    public async Task Rules_NameIsTaken_IsRefused_AndARemovedBuiltInStaysAway()
    {
        Assert.Equal(1, await Rules.Install([Evaluated.Rule("rule_b", "built in", isBuiltIn: true)], Ct));
        await Rules.Put(Evaluated.Rule(), isOther: false, Ct);
        await Assert.ThrowsAsync<NameTakenException>(() => Rules.Put(Evaluated.Rule("rule_2"), isOther: false, Ct));

        Assert.Equal(1, await Rules.Remove("rule_b", Now, Ct));
        Assert.Equal(0, await Rules.Install([Evaluated.Rule("rule_b", "built in", isBuiltIn: true)], Ct));
        Assert.Equal(["rule_1"], await Rules.Ids(Ct));
        Assert.Equal(1, await Rules.Remove("rule_1", Now, Ct));
        Assert.Null(await Rules.Find("rule_1", Ct));
    }

    [Fact]
    public async Task Rules_OtherConditionsOrRemoved_CloseWhatFires()
    {
        await Rules.Put(Evaluated.Rule(), isOther: false, Ct);
        await Log.Commit("rule_1", 0, 1, [new AlertChange.Raise(Evaluated.Alert("a1"))], null, Now, Ct);
        await Rules.Put(Evaluated.Rule(name: "renamed"), isOther: false, Ct);
        Assert.Equal(("renamed", 1, 1L), ((await Rules.Find("rule_1", Ct))!.Name, (await Rules.Find("rule_1", Ct))!.Firing, (await Rules.Find("rule_1", Ct))!.Watermark));

        await Rules.Put(Evaluated.Rule(), isOther: true, Ct);

        Assert.Equal("resolved", (await Log.Find("a1", Ct))!.State);
    }

    [Fact]
    public async Task CloseOrphans_SystemIsRetired_ResolvesItsAlerts()
    {
        await Rules.Put(Evaluated.Rule(), isOther: false, Ct);
        await new BenchHub.Storage.Systems.SystemCatalog(Database).Put(new("sys_0", "bm25", "rag", "retired", null, [], "{}", Now, Now), Ct);
        await Log.Commit("rule_1", 0, 1, [new AlertChange.Raise(Evaluated.Alert("a1")), new AlertChange.Raise(Evaluated.Alert("a2", "r2", "sys_9"))], null, Now, Ct);

        Assert.Equal(1, await Log.CloseOrphans("rule_1", Now, Ct));
        Assert.Equal("a2", Assert.Single(await Log.Open("rule_1", Ct)).Id);
    }

    [Fact]
    public async Task Attempted_ByTwoProcesses_IsKeptOnce_AndARemovedChannelGivesUp()
    {
        await Rules.Put(Evaluated.Rule(), isOther: false, Ct);
        await new WebhookChannels(Database).Add(Evaluated.Channel(), Ct);
        await Log.Commit("rule_1", 0, 1, [new AlertChange.Raise(Evaluated.Alert("a1")), new AlertChange.Tell("a1", "alert.firing")], null, Now, Ct);
        var pending = Assert.Single(await Outbox.Pending("chn_1", 10, Ct));

        Assert.True(await Outbox.Attempted(pending, "pending", Now.AddSeconds(5), "500", Now, Ct));
        Assert.False(await Outbox.Attempted(pending, "delivered", Now, null, Now, Ct));
        Assert.Equal((1, Now.AddSeconds(5), "500"), (await Outbox.Pending("chn_1", 10, Ct)).Select(static row => (row.Attempts, row.DueAt, row.LastError!)).Single());
        Assert.Equal(["chn_1"], await Outbox.Waiting(Ct));
        await Assert.ThrowsAsync<NameTakenException>(() => new WebhookChannels(Database).Add(Evaluated.Channel("chn_2"), Ct));

        Assert.Equal(1, await new WebhookChannels(Database).Remove("chn_1", Now, Ct));
        Assert.Equal(("failed", "The channel was removed."), (await Outbox.Of(["a1"], Ct))["a1"].Select(static row => (row.Status, row.LastError!)).Single());
    }

    [Fact]
    public async Task Prune_RemovesWhatWasResolvedBefore_NotWhatFiresOrIsYetToBeTold()
    {
        await Rules.Put(Evaluated.Rule(), isOther: false, Ct);
        await new WebhookChannels(Database).Add(Evaluated.Channel(), Ct);
        await Log.Commit(
            "rule_1", 0, 1,
            [
                .. Enumerable.Range(0, 4).Select(static i => new AlertChange.Raise(Evaluated.Alert($"a{i}", $"r{i}", $"sys_{i}"))),
                new AlertChange.Tell("a0", "alert.firing"),
                new AlertChange.Resolve("a0", Now.AddDays(1)),
                new AlertChange.Tell("a1", "alert.resolved"),
                new AlertChange.Resolve("a1", Now.AddDays(1)),
                new AlertChange.Resolve("a2", Now.AddDays(2)),
            ],
            null, Now, Ct);
        var told = (await Outbox.Pending("chn_1", 10, Ct)).Single(static delivery => delivery.AlertId == "a0");
        await Outbox.Attempted(told, "delivered", Now, null, Now, Ct);

        // a0 is over and told; a1 is yet to be told, a2 was resolved at the instant itself, a3 fires.
        Assert.Equal(1, await Log.Prune(Now.AddDays(2), Ct));
        Assert.Equal(["a3", "a2", "a1"], (await Log.List(new(), new(), Ct)).Items.Select(static alert => alert.Id));
        Assert.Equal("a1", Assert.Single((await Outbox.Of(["a0", "a1"], Ct)).SelectMany(static deliveries => deliveries)).AlertId);

        Assert.Equal(1, await Log.Prune(Now.AddYears(9), Ct));
        Assert.Equal(["a3", "a1"], (await Log.List(new(), new(), Ct)).Items.Select(static alert => alert.Id));
    }

    [Fact]
    public async Task Notifications_Prune_RemovesOldOnesReadOrNot()
    {
        var notifications = new Notifications(Database);
        foreach (var minute in new[] { 0, 1, 2 })
        {
            await notifications.Add(Evaluated.Notification($"n{minute}", minute), Ct);
        }

        await notifications.MarkRead(["n0"], Ct);

        Assert.Equal(2, await notifications.Prune(Now.AddMinutes(2), Ct));
        Assert.Equal("n2", Assert.Single((await notifications.List(unreadOnly: false, new(), Ct)).Items).Id);
    }

    [Fact]
    public async Task Notifications_AreAddedOnceAndRead()
    {
        var notifications = new Notifications(Database);
        foreach (var (id, minute) in new[] { ("n1", 1), ("n2", 2), ("n1", 3) })
        {
            await notifications.Add(Evaluated.Notification(id, minute), Ct);
        }

        Assert.Equal(["n2", "n1"], (await notifications.List(unreadOnly: true, new(), Ct)).Items.Select(static row => row.Id));
        Assert.Equal(1, await notifications.MarkRead(["n2", "n9"], Ct));
        Assert.Equal((1, 2), (await notifications.Unread(Ct), (await notifications.List(unreadOnly: false, new(), Ct)).Items.Count));
        Assert.Equal(1, await notifications.MarkRead(null, Ct));
        Assert.Empty((await notifications.List(unreadOnly: true, new(), Ct)).Items);
    }
}

public sealed class AlertLogOnSqliteTests(PostgresCluster postgres) : AlertLogTests(StorageProvider.Sqlite, postgres);

public sealed class AlertLogOnPostgresTests(PostgresCluster postgres) : AlertLogTests(StorageProvider.Postgres, postgres);
