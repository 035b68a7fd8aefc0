using BenchHub.Grains.Schedules;
using BenchHub.Grains.Tests.Jobs;
using BenchHub.Jobs;
using BenchHub.Schedules;

namespace BenchHub.Grains.Tests.Schedules;

public sealed class ScheduleTransitionsTests
{
    private static readonly DateTimeOffset Noon = ManualTime.Noon;
    private static readonly DefineSchedule Hourly = new() { Name = "nightly", Cron = "0 * * * *", Job = Some.Command };

    [Fact]
    public void Create_Fresh_IsDueAtTheNextInstant()
    {
        var schedule = new ScheduleState().Create(Hourly, Noon);

        Assert.Equal((Noon.AddHours(1), Noon, false), (schedule.Due, schedule.CreatedAt, schedule.IsPaused));
    }

    [Fact]
    public void Create_TheSameAgain_ChangesNothing_AnotherIsAConflict()
    {
        var schedule = Schedule();

        Assert.Same(schedule, schedule.Create(Hourly with { Job = Some.Command with { Systems = [new("sys_a")] } }, Noon.AddDays(1)));
        Assert.Equal(Refusal.Conflict, Assert.Throws<RefusedException>(() => schedule.Create(Hourly with { Cron = "@daily" }, Noon)).Refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Create_WithoutAName_IsRefused(string name) =>
        Assert.Equal("name", Assert.Throws<RefusedException>(() => new ScheduleState().Create(Hourly with { Name = name }, Noon)).Field);

    [Fact]
    public void Change_OfTheJobOnly_StaysDue_OfTheCron_IsDueAnew()
    {
        var late = Noon.AddHours(3);

        Assert.Equal(Noon.AddHours(1), Schedule().Change(Hourly with { Job = Some.Command with { Concurrency = 9 } }, late).Due);
        Assert.Equal(Noon.AddHours(12), Schedule().Change(Hourly with { Cron = "@daily" }, late).Due);
        Assert.Null(Schedule().Pause(Noon).Change(Hourly with { Cron = "@daily" }, late).Due);
    }

    [Fact]
    public void Look_NothingDue_IsNull()
    {
        Assert.Null(Schedule().Look(Noon.AddMinutes(59)));
        Assert.Null(Schedule().Pause(Noon).Look(Noon.AddDays(1)));
    }

    [Theory]
    [InlineData(MissedRuns.Once)]
    [InlineData(MissedRuns.Skip)]
    [InlineData(MissedRuns.All)]
    public void Look_WithinTheGrace_RunsWhateverThePolicy(MissedRuns policy) =>
        Assert.Equal(new ScheduleStep(Noon.AddHours(1), 0), Schedule(policy).Look(Noon.AddHours(1).Add(ScheduleTransitions.Grace)));

    // Due are 13:00, 14:00 and 15:00; it is 15:30, so that the last one is late too.
    [Theory]
    [InlineData(MissedRuns.Skip, "missed 3 until 15:00", "next 16:00")]
    [InlineData(MissedRuns.Once, "missed 2 until 14:00", "run 15:00", "next 16:00")]
    [InlineData(MissedRuns.All, "run 13:00", "run 14:00", "run 15:00", "next 16:00")]
    public void Look_AfterDowntime_GoesByThePolicy(MissedRuns policy, params string[] steps) => Assert.Equal(steps, Steps(Schedule(policy), Noon.AddHours(3.5)));

    // At 15:02 the last one is in time.
    [Theory]
    [InlineData(MissedRuns.Skip, "missed 2 until 14:00", "run 15:00", "next 16:00")]
    [InlineData(MissedRuns.Once, "missed 2 until 14:00", "run 15:00", "next 16:00")]
    public void Look_AfterDowntimeThatEndsInTime_RunsTheLast(MissedRuns policy, params string[] steps) => Assert.Equal(steps, Steps(Schedule(policy), Noon.AddHours(3).AddMinutes(2)));

    // 100 hours later 100 are due, the last at 16:00 four days on; the first 76 are given up.
    [Fact]
    public void Look_MoreThanTheBound_MakesUpForTheLatestOnly()
    {
        var steps = Steps(Schedule(MissedRuns.All), Noon.AddHours(100));

        Assert.Equal("missed 76 until 16:00", steps[0]);
        Assert.Equal(ScheduleTransitions.MostMadeUp, steps.Count(static step => step.StartsWith("run", StringComparison.Ordinal)));
    }

    [Fact]
    public void Look_AYearOfMinutesMissed_IsOneStep() =>
        Assert.Equal((365 * 24 * 60) - 1, (Schedule() with { Definition = Hourly with { Cron = "* * * * *" }, Due = Noon.AddMinutes(1) }).Look(Noon.AddDays(365))!.Value.Missed);

    [Fact]
    public void Resume_AfterAPause_MissesNothing()
    {
        var paused = Schedule().Pause(Noon);
        var resumed = paused.Resume(Noon.AddHours(5).AddMinutes(1));

        Assert.Same(paused, paused.Pause(Noon.AddDays(1)));
        Assert.Same(resumed, resumed.Resume(Noon.AddDays(1)));
        Assert.Equal((Noon.AddHours(6), 0), (resumed.Due, resumed.Runs.Length));
    }

    [Fact]
    public void Record_AManualRun_LeavesWhatIsDue()
    {
        var schedule = Schedule().Record(new(Noon, Noon, ScheduleOutcome.Submitted, new JobId("job_1"), IsManual: true));

        Assert.Equal((Noon.AddHours(1), new JobId("job_1")), (schedule.Due, schedule.Job!.Value));
    }

    [Fact]
    public void Record_MoreThanTwenty_KeepsTheNewestAndTheLastJob()
    {
        var schedule = Schedule().Record(new(Noon.AddHours(1), Noon, ScheduleOutcome.Submitted, new JobId("job_1")));
        for (var hour = 2; hour <= 30; hour++)
        {
            schedule = schedule.Record(new(Noon.AddHours(hour), Noon, ScheduleOutcome.Skipped));
        }

        Assert.Equal((20, Noon.AddHours(30), Noon.AddHours(31), new JobId("job_1")), (schedule.Runs.Length, schedule.Runs[0].Due, schedule.Due, schedule.Job!.Value));
    }

    [Fact]
    public void Snapshot_ShowsFiveRuns_NoneWhilePaused()
    {
        Assert.Equal(Enumerable.Range(1, 5).Select(static hour => Noon.AddHours(hour)), Schedule().Snapshot(new("sch_1")).NextRuns);
        Assert.Empty(Schedule().Pause(Noon).Snapshot(new("sch_1")).NextRuns);
    }

    [Fact]
    public void EveryCommand_OfNoSchedule_IsRefusedAsNotFound()
    {
        foreach (Action<ScheduleState> command in new Action<ScheduleState>[]
        {
            static none => none.Pause(Noon), static none => none.Resume(Noon), static none => none.Change(Hourly, Noon), static none => none.Snapshot(new("sch_1")),
        })
        {
            Assert.Equal(Refusal.NotFound, Assert.Throws<RefusedException>(() => command(new())).Refusal);
        }
    }

    private static ScheduleState Schedule(MissedRuns policy = MissedRuns.Once) => new ScheduleState().Create(Hourly with { MissedRuns = policy }, Noon);

    /// <summary>What a schedule does until nothing is due.</summary>
    private static List<string> Steps(ScheduleState schedule, DateTimeOffset now)
    {
        var steps = new List<string>();
        while (schedule.Look(now) is { } step)
        {
            steps.Add(step.Missed > 0 ? $"missed {step.Missed} until {step.Through:HH:mm}" : $"run {step.Through:HH:mm}");
            Assert.True(step.Missed > 0 || step.Through == schedule.Due);
            schedule = schedule.Record(step.Missed > 0 ? schedule.Missed(step, now) : new(step.Through, now, ScheduleOutcome.Submitted, new JobId("job_1")));
        }

        return [.. steps, $"next {schedule.Due:HH:mm}"];
    }
}
