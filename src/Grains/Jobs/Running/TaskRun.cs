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

    public TaskMoved Moved() => _progress.Moved(parts.Time.GetUtcNow());

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
        try
        {
            await Evaluate();
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
        catch (Exception passing) when (PassingFault.Is(passing))
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

        return Moved();
    }

    private async Task Evaluate()
    {
        var startedAt = parts.Time.GetUtcNow();
        var space = new SpaceWait(_progress, parts.Time);
        var chunks = new ChunkWriter(parts.Ledger, row, _progress, space, parts.Time);
        await using var asked = await parts.Asked.Open(row, job, id, _progress, chunks);
        var (source, scorer) = (asked.Source, asked.Scorer);
        string? ended;
        await using (chunks)
        {
            var loop = new ItemLoop(parts.Contents, source, scorer, chunks, parts.Time);
            ended = await loop.Run(row, job, await parts.Ledger.Sealed(row.ResultId, row.Items), _stop.Token, _abandon.Token);
        }

        _stop.Token.ThrowIfCancellationRequested();
        if (!await space.Write(() => parts.Recorder.Record(row, job, scorer, startedAt, ended), _stop.Token))
        {
            throw new FencedException();
        }

        _progress.Become(BatchTaskStatus.Completed, ended);
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

    [LoggerMessage(LogLevel.Warning, "Task {TaskId} epoch {Epoch} was interrupted; it goes on from what is sealed")]
    private partial void LogInterrupted(Exception exception, TaskId taskId, int epoch);

    [LoggerMessage(LogLevel.Error, "Task {TaskId} broke off")]
    private partial void LogFault(Exception exception, TaskId taskId);
}
