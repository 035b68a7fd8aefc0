using BenchHub.Grains.Monitoring;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Jobs;

/// <summary>
/// Keeps the command and the status; the tasks' truth stands in their SQL rows and is read on activation.
/// One loop, <see cref="Reconcile"/>, makes what runs equal to what should run, so that a lost call or silo
/// heals at its next turn.
/// </summary>
internal sealed partial class EvaluationJobGrain(
    [PersistentState("job", StorageNames.Grains)] IPersistentState<JobState> job,
    IGrainContext context,
    IGrainFactory grains,
    JobPlanner planner,
    JobCatalog jobs,
    TaskLedger ledger,
    JobNotices notices,
    TimeProvider time,
    ILogger<EvaluationJobGrain> logger) : Grain, IEvaluationJobGrain, IRemindable
{
    private const string WakeReminder = "wake";
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StartAgain = TimeSpan.FromSeconds(1);

    private readonly TaskFleet _fleet = new(new JobId(context.GrainId.Key.ToString()!), grains, time);
    private readonly JobWatch _watch = new(time);
    private IGrainTimer? _reconcile;

    private JobId Id => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (job.State.Command is not null)
        {
            _fleet.Load(await jobs.Tasks(Id.Value, cancellationToken));
            await jobs.Put(job.State.Row(Id), cancellationToken);
            Kick();
        }
    }

    public Task<JobSnapshot?> Get() => Task.FromResult(job.State.Command is null ? null : Snapshot());

    public async Task<JobSnapshot> Submit(SubmitJob command)
    {
        if (ReferenceEquals(job.State.Submit(command, time.GetUtcNow()), job.State))
        {
            // The first submission may have broken off after the state was written, before anybody watched over the tasks.
            if (_reconcile is null && !job.State.Status.IsFinal())
            {
                await Open();
            }

            return Snapshot();
        }

        // Rows first: a crash before the state is written leaves rows that Wake or the next submission removes, never a
        // job that nobody wakes.
        var tasks = await planner.Plan(Id, command);
        var next = job.State.Submit(command, time.GetUtcNow());
        await jobs.Delete(Id.Value);
        await jobs.Create(next.Row(Id), tasks);
        await job.Advance(next);
        LogSubmitted(Id, tasks.Count, tasks.Sum(static task => task.Items));
        await Open();
        return Changed();
    }

    public async Task<JobSnapshot?> WaitForChange(long revision, TimeSpan patience)
    {
        await _watch.Past(revision, patience);
        return job.State.Command is null ? null : Snapshot();
    }

    public Task<JobSnapshot> Pause() => Move(job.State.Pause());

    public Task<JobSnapshot> Resume() => Move(job.State.Resume());

    public Task<JobSnapshot> Cancel() => Move(job.State.Cancel(time.GetUtcNow()));

    public async Task<JobSnapshot> RetryFailed()
    {
        var next = job.State.RetryFailed();
        await ledger.ReopenFailed(Id.Value);
        await Open();
        return await Move(next);
    }

    public Task Record(TaskMoved moved)
    {
        if (_fleet.Take(moved))
        {
            _watch.Move();
            if (moved.Status is not (BatchTaskStatus.Running or BatchTaskStatus.Waiting))
            {
                // A pending one lost its runner or was fenced; a moment later another may begin.
                Kick(moved.Status is BatchTaskStatus.Pending ? StartAgain : TimeSpan.Zero);
            }
        }

        return Task.CompletedTask;
    }

    public async Task Wake()
    {
        if (job.State.Command is null)
        {
            await jobs.Delete(Id.Value);
            return;
        }

        _fleet.Doubt();
        Kick();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Wake();

    private async Task<JobSnapshot> Move(JobState next)
    {
        if (await job.Advance(next))
        {
            LogMoved(Id, next.Status);
            await jobs.Put(next.Row(Id));
            await Reconcile();
        }

        return Changed();
    }

    /// <summary>Reads the tasks as their rows have them, and watches over them from now on.</summary>
    private async Task Open()
    {
        _fleet.Load(await jobs.Tasks(Id.Value));
        await this.RegisterOrUpdateReminder(WakeReminder, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Kick();
    }

    private async Task Reconcile()
    {
        await (job.State.Status switch
        {
            JobStatus.Running => _fleet.Run(job.State.Command!),
            JobStatus.Paused => _fleet.Stop(BatchTaskStatus.Pending),
            JobStatus.Cancelled => _fleet.Stop(BatchTaskStatus.Cancelled),
            _ => Task.CompletedTask,
        });
        if (await job.Advance(job.State.Settle(_fleet.Tasks, time.GetUtcNow())))
        {
            LogMoved(Id, job.State.Status);
            await jobs.Put(job.State.Row(Id));
            await notices.Ended(Id, job.State);
            _watch.Move();
        }

        if (job.State.Status.IsFinal() && _fleet.IsOver)
        {
            // Once more, since the first time may have found no database.
            await jobs.Put(job.State.Row(Id));
            await notices.Ended(Id, job.State);
            await Close();
        }
    }

    private async Task Close()
    {
        // A failed job may go on, and calls that a dead silo left open count against its budget until they are over.
        if (job.State is { Status: not JobStatus.Failed, Command: { MostCost: not null } or { MostTokens: not null } })
        {
            await grains.Budget(Id.Value).Close();
        }

        _reconcile?.Dispose();
        _reconcile = null;
        if (await this.GetReminder(WakeReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    private void Kick(TimeSpan after = default)
    {
        _reconcile ??= this.RegisterGrainTimer(Reconcile, new() { DueTime = LookAgain, Period = LookAgain, KeepAlive = true });
        _reconcile.Change(after, LookAgain);
    }

    private JobSnapshot Changed()
    {
        _watch.Move();
        return Snapshot();
    }

    private JobSnapshot Snapshot() => job.State.Snapshot(Id, _fleet.Tasks, _fleet.Eta, _watch.Revision);
}
