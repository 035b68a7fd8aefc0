using BenchHub.Grains.Jobs.Ranking;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>
/// One epoch of a task, off any grain's scheduler: reads the items that stand in no sealed chunk, asks the
/// system with bounded concurrency, scores, seals chunks, and at the end stores the result.
/// </summary>
internal sealed partial class TaskRun(
    TaskId id,
    TaskRow row,
    SubmitJob job,
    TaskRunParts parts,
    ILogger<TaskRun> logger) : IDisposable
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly RunProgress _progress = new(row);

    // The job puts the reports of a run in order by their instants, which a machine's clock that is set back would turn round.
    private readonly SteadyClock _clock = new(parts.Time);

    public TaskMoved Moved() => _progress.Moved(_clock.Now);

    public void Dispose()
    {
        _stop.Dispose();
        _abandon.Dispose();
    }

    /// <summary>No new calls; open ones may end within some seconds unless they are abandoned.</summary>
    public void Stop(bool abandonOpenCalls)
    {
        _stop.Cancel();
        if (abandonOpenCalls)
        {
            _abandon.Cancel();
        }
        else
        {
            _abandon.CancelAfter(DrainTime);
        }
    }

    /// <summary>Runs to an end of some kind; what it could not bear becomes the message of a failed task.</summary>
    public async Task<TaskMoved> Execute()
    {
        using var running = Instruments.TaskRunning();
        try
        {
            await EvaluateWithPatience();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            _progress.Become(BatchTaskStatus.Pending, "stopped");
        }
        catch (FencedException)
        {
            // A newer epoch runs the task; this one has nothing left to say.
            LogFenced(id, row.Epoch);
            _progress.Become(BatchTaskStatus.Pending, "another runner took over");
        }
        catch (Exception passing) when (passing.IsOutage)
        {
            // Nobody's fault: the job begins the task anew in a moment, from what is sealed.
            LogInterrupted(passing, id, row.Epoch);
            _progress.Become(BatchTaskStatus.Pending, $"Interrupted: {passing.Message}");
        }
        catch (RefusedException refused)
        {
            await Fail(refused.Message);
        }
#pragma warning disable CA1031 // One task of a job is isolated here: its fault is logged, kept and shown, and the others go on.
        catch (Exception fault)
        {
            LogFault(fault, id);
            await Fail($"The task broke off: {fault.Message}");
        }
#pragma warning restore CA1031

        var moved = Moved();
        Instruments.Ended(moved.Status.Word());
        return moved;
    }

    /// <summary>Goes on from what is sealed when the database was away for longer than a single read bears.</summary>
    private async Task EvaluateWithPatience()
    {
        var storage = new StorageWait(_progress, parts.Time);
        for (var startedAt = parts.Time.GetUtcNow(); ;)
        {
            try
            {
                await Evaluate(storage, startedAt);
                return;
            }
            catch (Exception fault) when (StorageWait.IsWorthIt(fault))
            {
                LogWaiting(id, fault.Message);
                await storage.Pass(fault, _stop.Token);
            }

            if (await storage.Write(() => parts.Ledger.Settle(row.JobId, row.Number, row.Epoch), _stop.Token) is not { } sealedYet)
            {
                throw new FencedException();
            }

            _progress.GoOnFrom(sealedYet.Done, sealedYet.Failed);
        }
    }

    private async Task Evaluate(StorageWait storage, DateTimeOffset startedAt)
    {
        var chunks = new ChunkWriter(parts.Ledger, row, _progress, storage, parts.Time);
        await using var asked = await parts.Asked.Open(row, job, id, _progress, chunks);
        var feed = Feed(asked);
        string? ended;
        await using (chunks)
        {
            // The first epoch has no predecessor that could have sealed anything, unless the database was away since.
            var sealedItems = row.Epoch == 1 && _progress.IsFresh ? new(new(row.Items), 0, 0) : await parts.Ledger.Sealed(row.ResultId, row.Items);
            await asked.Source.Prepare(sealedItems, _stop.Token);
            var loop = new ItemLoop(feed, asked.Source, asked.Scorer, chunks, parts.Time);
            ended = await loop.Run(job, sealedItems, _stop.Token, _abandon.Token) ?? asked.Rescored?.Ended;
        }

        _stop.Token.ThrowIfCancellationRequested();
        var early = await feed.Report(_stop.Token);
        if (!await storage.Write(() => parts.Recorder.Record(row, job, asked, startedAt, ended, early), _stop.Token))
        {
            throw new FencedException();
        }

        _progress.Become(BatchTaskStatus.Completed, ended);
    }

    /// <exception cref="RefusedException">The job stops early by a metric that it does not measure here.</exception>
    private IItemFeed Feed(AskedTask asked)
    {
        if (job.EarlyStop is not { } early)
        {
            return new StoredOrder(parts.Contents, row, asked.Rescored?.Asked);
        }

        var scorer = asked.Scorer;
        var metric = scorer.Metrics.Names.ToList().IndexOf(early.Metric);
        return metric >= 0
            ? new RankedOrder(parts.Contents, row, job, metric, parts.Grains.Ranking(id.Job, new(row.DatasetId), row.DatasetVersion), _progress, parts.Time)
            : throw new RefusedException(Refusal.Invalid, EarlyStopRules.Unmeasured(early.Metric, row.DatasetName, scorer.Metrics.Names), "earlyStop.metric");
    }

    private async Task Fail(string message)
    {
        _progress.Become(BatchTaskStatus.Failed, message);
        try
        {
            await parts.Ledger.Move(row.JobId, row.Number, row.Epoch, BatchTaskStatus.Failed.Word(), message, parts.Time.GetUtcNow());
        }
#pragma warning disable CA1031 // The job hears of the failure all the same; a row that still says 'running' is woken and tried again.
        catch (Exception fault)
        {
            LogFault(fault, id);
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(LogLevel.Information, "Task {TaskId} epoch {Epoch} was fenced by a newer one")]
    private partial void LogFenced(TaskId taskId, int epoch);

    [LoggerMessage(LogLevel.Warning, "Task {TaskId} waits: {Reason}")]
    private partial void LogWaiting(TaskId taskId, string reason);

    [LoggerMessage(LogLevel.Warning, "Task {TaskId} epoch {Epoch} was interrupted; it goes on from what is sealed")]
    private partial void LogInterrupted(Exception exception, TaskId taskId, int epoch);

    [LoggerMessage(LogLevel.Error, "Task {TaskId} broke off")]
    private partial void LogFault(Exception exception, TaskId taskId);
}
