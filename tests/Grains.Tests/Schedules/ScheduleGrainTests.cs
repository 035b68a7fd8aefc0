using BenchHub.Grains.Schedules;
using BenchHub.Jobs;
using BenchHub.Schedules;
using BenchHub.Storage;
using BenchHub.Storage.Schedules;

namespace BenchHub.Grains.Tests.Schedules;

public sealed class ScheduleGrainTests : IAsyncLifetime
{
    private readonly Hub _hub = new();
    private ScriptedService? _service;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ScriptedService Service => _service!;

    public async ValueTask InitializeAsync()
    {
        await _hub.InitializeAsync();
        _service = await ScriptedService.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _service!.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Due_TheTimerOfTheSecond_SubmitsTheJob()
    {
        var schedule = await Scheduled();
        var due = (await Known(schedule)).NextRuns[0];
        var submitted = Called(nameof(IEvaluationJobGrain.Submit));

        // The timer was set for later; waking sets it anew, and nothing is due then.
        _hub.Time.Skip(due - _hub.Time.GetUtcNow() - TimeSpan.FromSeconds(1));
        await schedule.Wake();
        await submitted.Within("the timer");

        var run = Assert.Single((await Known(schedule)).Runs);
        Assert.Equal((due, ScheduleOutcome.Submitted, ScheduledJobs.Id(Id(schedule), due)), (run.Due, run.Outcome, run.Job!.Value));
        Assert.InRange(run.At - due, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal("nightly", (await _hub.Complete(run.Job!.Value)).Command.Name);
        Service.AssertEachAskedOnce(3);
    }

    [Fact]
    public async Task Due_WokenRemindedAndActivatedAnew_SubmitsOnce()
    {
        var schedule = await Scheduled();
        _hub.Time.Skip(TimeSpan.FromHours(2));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(turn => turn % 2 == 0 ? schedule.Wake() : schedule.AsReference<IRemindable>().ReceiveReminder("due", default)));
        await Hub.Deactivate(schedule);
        await schedule.Wake();

        var run = Assert.Single((await Known(schedule)).Runs);
        await _hub.Complete(run.Job!.Value);
        Service.AssertEachAskedOnce(3);
    }

    [Fact]
    public async Task Due_TheHubDiesBeforeItNotesTheJob_SubmitsOnce()
    {
        var schedule = await Scheduled();
        var due = (await Known(schedule)).NextRuns[0];
        var job = ScheduledJobs.Id(Id(schedule), due);
        _hub.Time.Skip(TimeSpan.FromHours(2));
        await Execute($"CREATE TRIGGER no_note BEFORE UPDATE ON OrleansStorage WHEN NEW.GrainIdExtensionString = '{Id(schedule)}' BEGIN SELECT RAISE(ABORT, 'the hub died'); END");

        await Assert.ThrowsAnyAsync<Exception>(schedule.Wake);
        await _hub.Complete(job);
        Assert.Empty((await Known(schedule)).Runs);

        await _hub.Restart(kill: true, between: async () =>
        {
            _hub.Time.Skip(TimeSpan.FromDays(400));
            await using var database = new Database(_hub.Storage, _hub.Time);
            await Execute(database, "DROP TRIGGER no_note");
        });
        var known = await Until(Id(schedule), static known => known.Runs.Length == 2);

        // What was due then was submitted, however late that is noted; what came due meanwhile is another job.
        Assert.Equal((due, ScheduleOutcome.Submitted, job), (known.Runs[1].Due, known.Runs[1].Outcome, known.Runs[1].Job!.Value));
        Assert.Equal((due.AddYears(1), ScheduleOutcome.Submitted), (known.Runs[0].Due, known.Runs[0].Outcome));
        await _hub.Complete(known.Runs[0].Job!.Value);
        Assert.All(Service.Asked, static asked => Assert.Equal(2, asked.Value));
    }

    [Fact]
    public async Task Restart_DueWhileTheHubWasAway_RunsThoughNobodyAsks()
    {
        var schedule = await Scheduled();

        await _hub.Restart(kill: true, between: () =>
        {
            _hub.Time.Skip(TimeSpan.FromHours(30));
            return Task.CompletedTask;
        });

        await Service.HasReceived(3);
        var run = Assert.Single((await Known(_hub.Grains.Schedule(Id(schedule)))).Runs);
        Assert.Equal(ScheduleOutcome.Submitted, run.Outcome);
        Assert.NotNull(await _hub.Get<IReminderTable>().ReadRow(schedule.GetGrainId(), "due"));
        await _hub.Complete(run.Job!.Value);
    }

    [Fact]
    public async Task Due_TheFormerJobStillRuns_IsSkippedAndNoted()
    {
        Service.HoldAfter(0);
        var schedule = await Scheduled(cron: "0 * * * *");
        await PassNext(schedule);
        var job = (await Known(schedule)).Runs[0].Job!.Value;
        await PassNext(schedule);

        var known = await Known(schedule);
        Assert.Equal((ScheduleOutcome.Skipped, null, $"Its job {job} still ran."), (known.Runs[0].Outcome, known.Runs[0].Job, known.Runs[0].Note));
        Assert.Equal(Refusal.Conflict, (await Waiting.Refused(() => schedule.Trigger(new("job_other")))).Refusal);
        await schedule.Pause();
        Service.Release();
        await _hub.Complete(job);
    }

    [Fact]
    public async Task Due_SeveralMissedAndAllWanted_RunOneAfterTheOther()
    {
        var schedule = await Scheduled(cron: "0 * * * *", missed: MissedRuns.All);
        var first = (await Known(schedule)).NextRuns[0];
        Service.HoldAfter(0);
        _hub.Time.Skip(first - _hub.Time.GetUtcNow() + TimeSpan.FromMinutes(150));
        await schedule.Wake();

        var held = Assert.Single((await Known(schedule)).Runs);
        Assert.Equal(first, held.Due);
        Service.Release();
        var known = await Until(Id(schedule), static known => known.Runs.Length == 3);

        Assert.Equal([first.AddHours(2), first.AddHours(1), first], known.Runs.Select(static run => run.Due));
        foreach (var run in known.Runs)
        {
            await _hub.Complete(run.Job!.Value);
        }
    }

    [Fact]
    public async Task Due_TheDatasetWasDeleted_IsRefusedAndTheScheduleGoesOn()
    {
        var schedule = await Scheduled();
        var dataset = (await Known(schedule)).Definition.Job.Datasets[0].Id;
        await _hub.Grains.Dataset(dataset).Retire();
        _hub.Time.Skip(TimeSpan.FromHours(2));
        await schedule.Wake();

        var known = await Known(schedule);
        var run = Assert.Single(known.Runs);
        Assert.Equal((ScheduleOutcome.Refused, null), (run.Outcome, run.Job));
        Assert.Matches($"^Dataset '.+' \\({dataset}\\) was deleted\\.$", run.Note);
        Assert.Equal((false, run.Due.AddYears(1)), (known.IsPaused, known.NextRuns[0]));
        Assert.Equal(Refusal.Conflict, (await Waiting.Refused(() => schedule.Trigger(new("job_late")))).Refusal);
        Assert.Single((await Known(schedule)).Runs);
    }

    [Fact]
    public async Task Create_WhatCannotRun_IsRefusedAndLeavesNothing()
    {
        var (sound, fresh) = (await Definition(), new ScheduleId(Hub.Name("sch")));
        await Refuses("cron", sound with { Cron = "0 25 * * *" });
        await Refuses("timeZone", sound with { TimeZone = "Nowhere" });
        await Refuses("datasetIds", sound with { Job = sound.Job with { Datasets = [new(new("ds_none"))] } });
        await Refuses("metrics", sound with { Job = sound.Job with { Metrics = ["ndgc@10"] } });

        Assert.Null(await _hub.Grains.Schedule(fresh).Get());
        Assert.Null(await _hub.Get<ScheduleCatalog>().Find(fresh.Value, Ct));

        async Task Refuses(string field, DefineSchedule command) =>
            Assert.Equal(field, (await Waiting.Refused(() => _hub.Grains.Schedule(fresh).Create(command))).Field);
    }

    [Fact]
    public async Task Create_ANameThatIsTaken_IsRefused_UntilItsHolderIsRemoved()
    {
        var schedule = await Scheduled();
        var command = (await Known(schedule)).Definition with { Cron = "@daily" };
        var other = _hub.Grains.Schedule(new(Hub.Name("sch")));

        var refused = await Waiting.Refused(() => other.Create(command));
        Assert.Equal((Refusal.Conflict, "name"), (refused.Refusal, refused.Field));
        await schedule.Remove();

        Assert.Equal("@daily", (await other.Create(command)).Definition.Cron);
        Assert.Null(await _hub.Grains.Schedule(Id(schedule)).Get());
        Assert.Null(await _hub.Get<ScheduleCatalog>().Find(Id(schedule).Value, Ct));
        Assert.Null(await _hub.Get<IReminderTable>().ReadRow(schedule.GetGrainId(), "due"));
    }

    [Fact]
    public async Task Pause_NothingIsDue_ResumeMakesUpForNothing_TriggerRunsAllTheSame()
    {
        var schedule = await Scheduled(cron: "0 * * * *");
        Assert.Empty((await schedule.Pause()).NextRuns);
        Assert.Null(await _hub.Get<IReminderTable>().ReadRow(schedule.GetGrainId(), "due"));
        _hub.Time.Skip(TimeSpan.FromHours(5));
        await schedule.Wake();

        var triggered = await schedule.Trigger(new("job_manual"));
        var again = await schedule.Trigger(new("job_manual"));
        await _hub.Complete(new("job_manual"));
        var resumed = await schedule.Resume();

        Assert.Equal((true, true, 1), (triggered.IsPaused, triggered.Runs[0].IsManual, again.Runs.Length));
        Assert.Single(resumed.Runs);
        Assert.InRange(resumed.NextRuns[0] - _hub.Time.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromHours(1));
        Assert.NotNull(await _hub.Get<IReminderTable>().ReadRow(schedule.GetGrainId(), "due"));
    }

    [Fact]
    public async Task Wake_ARowWhoseStateWasNeverWritten_IsRemoved()
    {
        var id = new ScheduleId(Hub.Name("sch"));
        await _hub.Get<ScheduleCatalog>().Put(new ScheduleState().Create(await Definition(), _hub.Time.GetUtcNow()).Row(id), Ct);

        await _hub.Grains.Schedule(id).Wake();

        Assert.Null(await _hub.Get<ScheduleCatalog>().Find(id.Value, Ct));
    }

    /// <summary>A schedule that is due within the next hours, and then in a year.</summary>
    private async Task<IScheduleGrain> Scheduled(string? cron = null, MissedRuns missed = MissedRuns.Once)
    {
        var schedule = _hub.Grains.Schedule(new(Hub.Name("sch")));
        await schedule.Create(await Definition(cron) with { MissedRuns = missed }).Within("the creation");
        return schedule;
    }

    private async Task<DefineSchedule> Definition(string? cron = null)
    {
        var soon = _hub.Time.GetUtcNow().AddHours(1);
        return new()
        {
            Name = Hub.Name("schedule"),
            Cron = cron ?? $"{soon.Minute} {soon.Hour} {soon.Day} {soon.Month} *",
            Job = Hub.Command([await _hub.Register(Service)], await _hub.Import(3)) with { Name = "nightly" },
        };
    }

    private static ScheduleId Id(IScheduleGrain schedule) => new(schedule.GetPrimaryKeyString());

    private static async Task<ScheduleSnapshot> Known(IScheduleGrain schedule) => (await schedule.Get())!;

    /// <summary>Follows the schedule through its own calls, until it is as wanted.</summary>
    private async Task<ScheduleSnapshot> Until(ScheduleId id, Func<ScheduleSnapshot, bool> reached)
    {
        var known = await Known(_hub.Grains.Schedule(id));
        var began = TimeProvider.System.GetTimestamp();
        while (!reached(known) && TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(1))
        {
            await _hub.Grains.Schedule(id).Wake();
            known = await Known(_hub.Grains.Schedule(id));
        }

        Assert.True(reached(known), string.Join("; ", known.Runs));
        return known;
    }

    private async Task PassNext(IScheduleGrain schedule)
    {
        _hub.Time.Skip((await Known(schedule)).NextRuns[0] - _hub.Time.GetUtcNow() + TimeSpan.FromMinutes(1));
        await schedule.Wake();
    }

    private Task Called(string method)
    {
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _hub.After = call => _ = call.MethodName == method && called.TrySetResult();
        return called.Task;
    }

    private Task<int> Execute(string sql) => Execute(_hub.Get<Database>(), sql);

    private static Task<int> Execute(Database database, string sql) => database.Write(
        async (connection, transaction) =>
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            return await command.ExecuteNonQueryAsync(Ct);
        },
        Ct);
}
