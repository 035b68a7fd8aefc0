using System.Collections.Immutable;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Jobs;

/// <summary>
/// A job's tasks: where they stand, and the calls that make what runs equal to what should run. It trusts a task to
/// run only for some seconds after that task said so to this activation: its silo may have died.
/// </summary>
internal sealed class TaskFleet(JobId job, IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(4);

    // The machine's clock may be set back: who was confirmed then would be trusted for as long.
    private readonly SteadyClock _clock = new(time);
    private readonly Dictionary<int, DateTimeOffset> _confirmed = [];
    private JobBoard _board = JobBoard.Empty;
    private (int Done, DateTimeOffset At) _pace;

    public ImmutableArray<TaskSnapshot> Tasks => _board.Tasks;

    public bool IsOver => Tasks.All(static task => task.Status.IsFinal());

    public TimeSpan? Eta => JobBoard.Eta(Tasks, _pace.Done, _pace.At, _clock.Now);

    public void Load(IReadOnlyList<TaskRow> rows)
    {
        _board = new([.. rows.Select(TaskRows.Snapshot)], rows.ToImmutableDictionary(static row => row.Number, static row => new LastHeard(row.Epoch, At: default)));
        _pace = (rows.Sum(static row => row.Done), _clock.Now);
        Doubt();
    }

    /// <summary>False when the news is old.</summary>
    public bool Take(TaskMoved moved)
    {
        var next = _board.Take(moved);
        if (ReferenceEquals(next, _board))
        {
            return false;
        }

        _board = next;
        if (moved.Status is not (BatchTaskStatus.Running or BatchTaskStatus.Waiting))
        {
            _confirmed.Remove(moved.Number);
        }

        return true;
    }

    /// <summary>Forgets who confirmed: the next <see cref="Run"/> asks every task again, which changes nothing where it runs.</summary>
    public void Doubt() => _confirmed.Clear();

    public async Task Run(SubmitJob command)
    {
        var due = command.EarlyStop is null ? _board.Due(command.ParallelTasks) : _board.DueTogether(command.ParallelTasks);
        await Task.WhenAll([.. due.Where(task => !IsConfirmed(task.Number)).Select(task => Start(task.Number, command))]);
    }

    private async Task Start(int task, SubmitJob command)
    {
        Take(await grains.Task(new(job, task)).Start(new(command)));
        _confirmed[task] = _clock.Now;
    }

    private bool IsConfirmed(int task) => _confirmed.TryGetValue(task, out var at) && _clock.Now - at < Trust;

    public async Task Stop(BatchTaskStatus next)
    {
        var open = Tasks.Where(task => !task.Status.IsFinal() && task.Status != next).ToList();
        foreach (var moved in await Task.WhenAll(open.Select(task => grains.Task(new(job, task.Number)).Stop(next))))
        {
            Take(moved);
        }
    }
}
