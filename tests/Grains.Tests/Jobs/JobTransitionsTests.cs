using BenchHub.Grains.Jobs;
using BenchHub.Jobs;

namespace BenchHub.Grains.Tests.Jobs;

public sealed class JobTransitionsTests
{
    private static readonly DateTimeOffset Later = Some.Now.AddMinutes(1);

    [Fact]
    public void Submit_Fresh_RunsFromNow()
    {
        var job = new JobState().Submit(Some.Command, Some.Now);

        Assert.Equal(new() { Command = Some.Command, Status = JobStatus.Running, CreatedAt = Some.Now, StartedAt = Some.Now }, job);
    }

    [Theory]
    [InlineData(JobStatus.Running)]
    [InlineData(JobStatus.Paused)]
    [InlineData(JobStatus.Completed)]
    public void Submit_EqualCommandAgain_ChangesNothing(JobStatus status)
    {
        var job = Job(status);

        // Another instance with another array: a record compares arrays by reference, a command by what it says.
        Assert.Same(job, job.Submit(Some.Command with { Systems = [new("sys_a")] }, Later));
    }

    [Fact]
    public void Submit_OtherCommandUnderTheSameId_IsRefused()
    {
        var refusal = Assert.Throws<RefusedException>(() => Job(JobStatus.Running).Submit(Some.Command with { Concurrency = 9 }, Later));

        Assert.Equal((Refusal.Conflict, "Idempotency-Key"), (refusal.Refusal, refusal.Field));
    }

    [Theory]
    [InlineData(JobStatus.Running, JobStatus.Paused)]
    [InlineData(JobStatus.Pending, JobStatus.Paused)]
    [InlineData(JobStatus.Paused, JobStatus.Paused)]
    [InlineData(JobStatus.Completed, null)]
    [InlineData(JobStatus.Failed, null)]
    [InlineData(JobStatus.Cancelled, null)]
    public void Pause_FromEachStatus_MovesOrRefuses(JobStatus from, JobStatus? to) => Moves(from, to, static job => job.Pause());

    [Theory]
    [InlineData(JobStatus.Running, JobStatus.Running)]
    [InlineData(JobStatus.Pending, JobStatus.Pending)]
    [InlineData(JobStatus.Paused, JobStatus.Running)]
    [InlineData(JobStatus.Completed, null)]
    [InlineData(JobStatus.Failed, null)]
    [InlineData(JobStatus.Cancelled, null)]
    public void Resume_FromEachStatus_MovesOrRefuses(JobStatus from, JobStatus? to) => Moves(from, to, static job => job.Resume());

    [Theory]
    [InlineData(JobStatus.Running, JobStatus.Cancelled)]
    [InlineData(JobStatus.Pending, JobStatus.Cancelled)]
    [InlineData(JobStatus.Paused, JobStatus.Cancelled)]
    [InlineData(JobStatus.Cancelled, JobStatus.Cancelled)]
    [InlineData(JobStatus.Completed, null)]
    [InlineData(JobStatus.Failed, null)]
    public void Cancel_FromEachStatus_MovesOrRefuses(JobStatus from, JobStatus? to) => Moves(from, to, static job => job.Cancel(Later));

    [Theory]
    [InlineData(JobStatus.Failed, JobStatus.Running)]
    [InlineData(JobStatus.Running, null)]
    [InlineData(JobStatus.Paused, null)]
    [InlineData(JobStatus.Completed, null)]
    [InlineData(JobStatus.Cancelled, null)]
    public void RetryFailed_FromEachStatus_MovesOrRefuses(JobStatus from, JobStatus? to) => Moves(from, to, static job => job.RetryFailed());

    [Fact]
    public void Cancel_Running_IsFinishedNow() => Assert.Equal(Later, Job(JobStatus.Running).Cancel(Later).FinishedAt);

    [Fact]
    public void RetryFailed_Failed_ForgetsTheErrorAndTheEnd()
    {
        var job = (Job(JobStatus.Failed) with { Error = "broke", FinishedAt = Some.Now }).RetryFailed();

        Assert.Equal((null, null), (job.Error, job.FinishedAt));
    }

    [Fact]
    public void EveryCommand_NothingSubmitted_IsRefusedAsNotFound()
    {
        foreach (Func<JobState, JobState> command in new Func<JobState, JobState>[] { static j => j.Pause(), static j => j.Resume(), static j => j.Cancel(Later), static j => j.RetryFailed() })
        {
            Assert.Equal(Refusal.NotFound, Assert.Throws<RefusedException>(() => command(new())).Refusal);
        }
    }

    [Fact]
    public void Settle_ATaskIsOpen_ChangesNothing()
    {
        var job = Job(JobStatus.Running);

        Assert.Same(job, job.Settle([Some.Task(0, BatchTaskStatus.Completed), Some.Task(1, BatchTaskStatus.Waiting)], Later));
    }

    [Fact]
    public void Settle_NotRunning_ChangesNothing()
    {
        var job = Job(JobStatus.Paused);

        Assert.Same(job, job.Settle([Some.Task(0, BatchTaskStatus.Completed)], Later));
    }

    [Fact]
    public void Settle_AllCompleted_Completes()
    {
        var job = Job(JobStatus.Running).Settle([Some.Task(0, BatchTaskStatus.Completed), Some.Task(1, BatchTaskStatus.Completed)], Later);

        Assert.Equal((JobStatus.Completed, Later, null), (job.Status, job.FinishedAt, job.Error));
    }

    [Fact]
    public void Settle_OneFailed_FailsWithItsSentence()
    {
        var job = Job(JobStatus.Running).Settle(
            [Some.Task(0, BatchTaskStatus.Completed), Some.Task(1, BatchTaskStatus.Failed, message: "The system is gone.")], Later);

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Equal("1 of 2 tasks failed; the first is 'bm25' on 'cranfield': The system is gone.", job.Error);
    }

    [Fact]
    public void Row_OfAJob_SaysItsStatusInLowerCase()
    {
        var row = Job(JobStatus.Running).Row(new JobId("job_1"));

        Assert.Equal(("job_1", "nightly", "running"), (row.Id, row.Name, row.Status));
    }

    private static JobState Job(JobStatus status) => new JobState().Submit(Some.Command, Some.Now) with { Status = status };

    private static void Moves(JobStatus from, JobStatus? to, Func<JobState, JobState> command)
    {
        var job = Job(from);
        if (to is null)
        {
            Assert.Equal(Refusal.Conflict, Assert.Throws<RefusedException>(() => command(job)).Refusal);
            return;
        }

        var moved = command(job);
        Assert.Equal(to, moved.Status);
        Assert.Equal(from == to, ReferenceEquals(job, moved));
    }
}
