using BenchHub.Grains.Batches;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Jobs;

/// <summary>
/// Supervises one <see cref="TaskRun"/>, which lives off this grain's scheduler. Keeps no state of its own: the
/// task's row in SQL holds the epoch that fences runners.
/// </summary>
internal sealed partial class BatchTaskGrain(
    TaskRunFactory runs,
    TaskLedger ledger,
    JobCatalog jobs,
    BatchAbandonment abandonment,
    TimeProvider time,
    ILogger<BatchTaskGrain> logger) : Grain, IBatchTaskGrain
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(250);

    private TaskRun? _run;
    private TaskRun? _stoppable;
    private Task<TaskMoved>? _running;
    private TaskMoved? _reported;
    private IGrainTimer? _reports;

    private TaskId Id => TaskId.Parse(this.GetPrimaryKeyString());

    public async Task<TaskMoved> Start(StartTask command)
    {
        if (_run is null || _running is not { IsCompleted: false })
        {
            if (await ledger.Take(Id.Job.Value, Id.Number, time.GetUtcNow()) is not { } row)
            {
                var over = await Row();
                return Moved(over.Epoch, over.Snapshot());
            }

            LogStarted(Id, row.Epoch, row.SystemName, row.DatasetName);
            _run = runs.Create(Id, row, command.Job);
            _stoppable = _run;
            _running = Task.Run(_run.Execute);
            _ = Supervise(_run, _running);
            _reports ??= this.RegisterGrainTimer(
                Report, new() { DueTime = ReportEvery, Period = ReportEvery, Interleave = true, KeepAlive = true });
        }

        return _run.Moved();
    }

    public async Task<TaskMoved> Stop(BatchTaskStatus next)
    {
        _stoppable?.Stop(abandonOpenCalls: next.IsFinal());

        // The run is waited for, its last report is not: that goes to the job, which waits for this answer.
        await (_running ?? Task.CompletedTask);

        var row = await Row();
        if (!row.Snapshot().Status.IsFinal())
        {
            // A new epoch fences a runner that may live elsewhere, after a partition.
            var epoch = await Begin();
            await ledger.Move(Id.Job.Value, Id.Number, epoch, next.Word(), null, next.IsFinal() ? time.GetUtcNow() : null);
            row = await Row();
        }

        if (next.IsFinal())
        {
            await Task.Run(() => abandonment.Run(row));
        }

        DeactivateOnIdle();
        return Moved(row.Epoch, row.Snapshot());
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Shutdown drains: open calls may end, what they bring is sealed, and the next activation goes on from there.
        _stoppable?.Stop(abandonOpenCalls: false);
        await (_running ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>Never faults: what the run could not bear becomes the task's message.</summary>
    private async Task Supervise(TaskRun run, Task<TaskMoved> running)
    {
        var outcome = await running;
        _stoppable = _stoppable == run ? null : _stoppable;
        run.Dispose();
        LogEnded(Id, outcome.Epoch, outcome.Status, outcome.Message);
        await Report();
    }

    /// <summary>Tells the job where the task stands, until it has heard the last word.</summary>
    private async Task Report()
    {
        if (_run?.Moved() is not { } moved || moved with { At = default } == _reported)
        {
            return;
        }

        try
        {
            await GrainFactory.Job(Id.Job).Record(moved);
            _reported = moved with { At = default };
        }
        catch (Exception exception) when (exception.IsOutage)
        {
            LogReportLost(exception, Id);
            return;
        }

        if (_running is { IsCompleted: true } && moved.Status.IsFinal())
        {
            _reports?.Dispose();
            DeactivateOnIdle();
        }
    }

    private async Task<TaskRow> Row() =>
        await jobs.FindTask(Id.Job.Value, Id.Number)
            ?? throw new RefusedException(Refusal.NotFound, $"Job {Id.Job} has no task {Id.Number}.");

    private async Task<int> Begin() =>
        await ledger.Begin(Id.Job.Value, Id.Number, time.GetUtcNow())
            ?? throw new RefusedException(Refusal.Conflict, $"Task {Id} is over.");

    private TaskMoved Moved(int epoch, TaskSnapshot task) => new(
        task.Number, epoch, task.Status, task.Done, task.Failed, task.Message, task.FinishedAt ?? time.GetUtcNow());
}
