using BenchHub.Jobs;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>Where a run stands; written by the run, read by its grain.</summary>
internal sealed class RunProgress(TaskRow row)
{
    private readonly Lock _lock = new();
    private BatchTaskStatus _status = BatchTaskStatus.Running;
    private string? _message;
    private int _done = row.Done;
    private int _failed = row.Failed;

    /// <summary>Nothing was sealed yet.</summary>
    public bool IsFresh { get; private set; } = row.Done == 0;

    public void Sealed(int done, int failed)
    {
        lock (_lock)
        {
            IsFresh = false;
            _done += done;
            _failed += failed;
        }
    }

    /// <summary>Counts anew after a commit whose confirmation may have been lost.</summary>
    public void GoOnFrom(int done, int failed)
    {
        lock (_lock)
        {
            IsFresh = false;
            (_done, _failed) = (done, failed);
            (_status, _message) = (BatchTaskStatus.Running, null);
        }
    }

    public void Become(BatchTaskStatus status, string? message)
    {
        lock (_lock)
        {
            _status = status;
            _message = message;
        }
    }

    public TaskMoved Moved(DateTimeOffset now)
    {
        lock (_lock)
        {
            return new(row.Number, row.Epoch, _status, _done, _failed, _message, now);
        }
    }
}
