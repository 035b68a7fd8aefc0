using System.Collections.Immutable;
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
    JobPlanner planner,
    JobCatalog jobs,
    TaskLedger ledger,
    TimeProvider time,
    ILogger<EvaluationJobGrain> logger) : Grain, IEvaluationJobGrain, IRemindable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StartAgain = TimeSpan.FromSeconds(1);

    private readonly HashSet<int> _started = [];
    private readonly JobWatch _watch = new(time);
    private JobBoard _board = JobBoard.Empty;
    private IGrainTimer? _reconcile;
    private (int Done, DateTimeOffset At) _paceStart;

    private JobId Id => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (job.State.Command is not null)
        {
            await LoadBoard();
            await jobs.Put(job.State.Row(Id), cancellationToken);
            Kick();
        }
    }

    public Task<JobSnapshot?> Get() => Task.FromResult(job.State.Command is null ? null : Snapshot());

    public async Task<JobSnapshot> Submit(SubmitJob command)
    {
        if (ReferenceEquals(job.State.Submit(command, time.GetUtcNow()), job.State))
        {
            return Snapshot();
        }

        // Rows first: a crash before the state is written leaves rows that Wake or the next submission removes, never a
        // job that nobody wakes.
        var tasks = await planner.Plan(Id, command);
        var next = job.State.Submit(command, time.GetUtcNow());
        await jobs.Delete(Id.Value);
        await jobs.Create(next.Row(Id), tasks);
        await job.Advance(next);
        await LoadBoard();
        await this.RegisterOrUpdateReminder("wake", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        LogSubmitted(Id, _board.Tasks.Length, _board.Tasks.Sum(static task => task.Items));
        Kick();
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
        await LoadBoard();
        await this.RegisterOrUpdateReminder("wake", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        return await Move(next);
    }

    public Task Record(TaskMoved moved)
    {
        var next = _board.Take(moved);
        if (!ReferenceEquals(next, _board))
        {
            _board = next;
            _watch.Move();
            if (moved.Status.IsFinal())
            {
                Kick();
            }
            else if (moved.Status is BatchTaskStatus.Pending && _started.Remove(moved.Number))
            {
                // Its runner was lost with its silo or fenced; a moment later another one may begin.
                Kick(StartAgain);
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

        _started.Clear();
        Kick();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Wake();

    private async Task<JobSnapshot> Move(JobState next)
    {
        if (await job.Advance(next))
        {
            LogMoved(Id, next.Status);
            await Reconcile();
            await jobs.Put(job.State.Row(Id));
        }

        return Changed();
    }

    private async Task LoadBoard()
    {
        var rows = await jobs.Tasks(Id.Value);
        _board = new([.. rows.Select(TaskRows.Snapshot)], rows.ToImmutableDictionary(static row => row.Number, static row => new LastHeard(row.Epoch, At: default)));
        _started.Clear();
        _paceStart = (rows.Sum(static row => row.Done), time.GetUtcNow());
    }

    private async Task Reconcile()
    {
        var command = job.State.Command!;
        if (job.State.Status is JobStatus.Running)
        {
            foreach (var task in _board.Due(command.ParallelTasks).Where(task => !_started.Contains(task.Number)).ToList())
            {
                await Record(await GrainFactory.Task(new(Id, task.Number)).Start(new(command)));
                _started.Add(task.Number);
            }
        }
        else if (job.State.Status is JobStatus.Paused or JobStatus.Cancelled)
        {
            await StopTasks(job.State.Status is JobStatus.Paused ? BatchTaskStatus.Pending : BatchTaskStatus.Cancelled);
        }

        await Settle();
    }

    private async Task StopTasks(BatchTaskStatus next)
    {
        var open = _board.Tasks.Where(task => !task.Status.IsFinal() && task.Status != next).ToList();
        foreach (var moved in await Task.WhenAll(open.Select(task => GrainFactory.Task(new(Id, task.Number)).Stop(next))))
        {
            _started.Remove(moved.Number);
            await Record(moved);
        }
    }

    private async Task Settle()
    {
        if (await job.Advance(job.State.Settle(_board.Tasks, time.GetUtcNow())))
        {
            await jobs.Put(job.State.Row(Id));
            LogMoved(Id, job.State.Status);
            _watch.Move();
        }

        if (job.State.Status.IsFinal() && _board.Tasks.All(static task => task.Status.IsFinal()))
        {
            _reconcile?.Dispose();
            _reconcile = null;
            if (await this.GetReminder("wake") is { } reminder)
            {
                await this.UnregisterReminder(reminder);
            }
        }
    }

    private void Kick(TimeSpan after = default)
    {
        if (_reconcile is null)
        {
            _reconcile = this.RegisterGrainTimer(Reconcile, new() { DueTime = after, Period = LookAgain, KeepAlive = true });
        }
        else
        {
            _reconcile.Change(after, LookAgain);
        }
    }

    private JobSnapshot Changed()
    {
        _watch.Move();
        return Snapshot();
    }

    private JobSnapshot Snapshot() => new(
        Id, job.State.Command!, job.State.Status, _board.Tasks, job.State.Error, job.State.CreatedAt, job.State.StartedAt, job.State.FinishedAt,
        job.State.Status is JobStatus.Running ? JobBoard.Eta(_board.Tasks, _paceStart.Done, _paceStart.At, time.GetUtcNow()) : null,
        _watch.Revision);
}
