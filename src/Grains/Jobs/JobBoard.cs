using System.Collections.Immutable;
using BenchHub.Jobs;

namespace BenchHub.Grains.Jobs;

/// <summary>Where each task of a job stands, and what should start next. Pure.</summary>
internal sealed record JobBoard(ImmutableArray<TaskSnapshot> Tasks, ImmutableDictionary<int, LastHeard> Heard)
{
    public static readonly JobBoard Empty = new([], ImmutableDictionary<int, LastHeard>.Empty);

    /// <summary>The same board when the news is old: reports arrive late and twice.</summary>
    public JobBoard Take(TaskMoved moved)
    {
        var task = Tasks[moved.Number];
        var last = Heard.GetValueOrDefault(moved.Number);
        if (task.Status.IsFinal() || moved.Epoch < last.Epoch || (moved.Epoch == last.Epoch && moved.At < last.At && !moved.Status.IsFinal()))
        {
            return this;
        }

        var next = task with
        {
            Status = moved.Status,
            Done = moved.Done,
            Failed = moved.Failed,
            Message = moved.Message,
            StartedAt = task.StartedAt ?? moved.At,
            FinishedAt = moved.Status.IsFinal() ? moved.At : null,
        };
        return next == task && moved.Epoch == last.Epoch
            ? this
            : new(Tasks.SetItem(moved.Number, next), Heard.SetItem(moved.Number, new(moved.Epoch, moved.At)));
    }

    /// <summary>
    /// The tasks that should run now, at most <paramref name="parallel"/>: those that ran before come first, so that
    /// a recovered job ends what it began.
    /// </summary>
    public IEnumerable<TaskSnapshot> Due(int parallel) => Tasks
        .Where(static task => !task.Status.IsFinal())
        .OrderByDescending(static task => task.Status is not BatchTaskStatus.Pending)
        .Take(parallel);

    /// <summary>
    /// As <see cref="Due"/>, but the tasks of one dataset run all or none: systems that are compared while they run need each
    /// other. At least one dataset, however many its tasks.
    /// </summary>
    public IEnumerable<TaskSnapshot> DueTogether(int parallel)
    {
        var due = new List<TaskSnapshot>();
        foreach (var dataset in Tasks
            .Where(static task => !task.Status.IsFinal())
            .GroupBy(static task => (task.DatasetId, task.DatasetVersion))
            .OrderByDescending(static tasks => tasks.Any(static task => task.Status is not BatchTaskStatus.Pending)))
        {
            List<TaskSnapshot> tasks = [.. dataset];
            if (due.Count > 0 && due.Count + tasks.Count > parallel)
            {
                break;
            }

            due.AddRange(tasks);
        }

        return due;
    }

    /// <summary>Remaining items at the pace since <paramref name="start"/>; null while there is no pace to speak of.</summary>
    public static TimeSpan? Eta(IReadOnlyCollection<TaskSnapshot> tasks, int doneAtStart, DateTimeOffset start, DateTimeOffset now)
    {
        var done = tasks.Sum(static task => task.Done) - doneAtStart;
        var left = tasks.Where(static task => !task.Status.IsFinal()).Sum(static task => task.Items - task.Done);
        return done <= 0 || left < 0 ? null : (now - start) / done * left;
    }
}

/// <summary>Which report of a task was the last to count.</summary>
internal readonly record struct LastHeard(int Epoch, DateTimeOffset At);
