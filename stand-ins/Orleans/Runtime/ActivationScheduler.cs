namespace Orleans.Runtime;

/// <summary>Runs the tasks of one activation one at a time, and every await in them comes back here.</summary>
internal sealed class ActivationScheduler(Activation activation) : TaskScheduler, IThreadPoolWorkItem
{
    // A busy activation gives the thread back after so many tasks, so that it cannot starve the others.
    private const int TasksPerRun = 64;

    private readonly Queue<Task> _tasks = new();
    private bool _isScheduled;

    /// <summary>The activation whose turn this is; null outside of one.</summary>
    public static Activation? CurrentActivation => (Current as ActivationScheduler)?.Owner;

    private Activation Owner => activation;

    /// <summary>Queues work without the caller's execution context: nothing ambient enters a turn but what its message carries.</summary>
    public void Run(Func<Task> turn)
    {
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            new Task(static state => _ = ((Func<Task>)state!)(), turn).Start(this);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        for (var count = 0; count < TasksPerRun; count++)
        {
            Task? task;
            lock (_tasks)
            {
                if (!_tasks.TryDequeue(out task))
                {
                    _isScheduled = false;
                    return;
                }
            }

            TryExecuteTask(task);
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task)
    {
        lock (_tasks)
        {
            _tasks.Enqueue(task);
            if (_isScheduled)
            {
                return;
            }

            _isScheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(Current, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_tasks)
        {
            return [.. _tasks];
        }
    }
}
