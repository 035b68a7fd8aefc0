using System.Collections.Immutable;
using BenchHub.Grains.Jobs;
using BenchHub.Jobs;
using FsCheck.Fluent;

namespace BenchHub.Grains.Tests.Jobs;

public sealed class JobBoardTests
{
    [Fact]
    public void Take_News_MovesTheTask()
    {
        var task = Board(1).Take(Some.Moved(done: 3, failed: 1, message: "m", second: 1)).Tasks[0];

        Assert.Equal((BatchTaskStatus.Running, 3, 1, "m"), (task.Status, task.Done, task.Failed, task.Message));
        Assert.Equal((Some.Now.AddSeconds(1), null), (task.StartedAt, task.FinishedAt));
    }

    [Fact]
    public void Take_TheSameTwice_ChangesNothing()
    {
        var board = Board(1).Take(Some.Moved(done: 3));

        Assert.Same(board, board.Take(Some.Moved(done: 3)));
    }

    [Fact]
    public void Take_AnOlderEpoch_ChangesNothing()
    {
        var board = Board(1).Take(Some.Moved(epoch: 2, done: 3));

        Assert.Same(board, board.Take(Some.Moved(epoch: 1, done: 9, status: BatchTaskStatus.Failed)));
    }

    [Fact]
    public void Take_AfterTheEnd_ChangesNothing()
    {
        var board = Board(1).Take(Some.Moved(status: BatchTaskStatus.Completed, done: 100));

        Assert.Same(board, board.Take(Some.Moved(done: 40)));
        Assert.Same(board, board.Take(Some.Moved(epoch: 2, status: BatchTaskStatus.Failed)));
    }

    [Fact]
    public void Take_ALateReportOfTheSameEpoch_DoesNotTurnBack()
    {
        var board = Board(1).Take(Some.Moved(done: 10, second: 2));

        Assert.Same(board, board.Take(Some.Moved(done: 5, second: 1)));
    }

    [Fact]
    public void Take_TheLastWordWithAnEarlierTime_Ends()
    {
        // A task's end bears the time of its result, which may be before the last report of its progress.
        var board = Board(1).Take(Some.Moved(done: 100, second: 5)).Take(Some.Moved(status: BatchTaskStatus.Completed, done: 100, second: 4));

        Assert.Equal((BatchTaskStatus.Completed, Some.Now.AddSeconds(4)), (board.Tasks[0].Status, board.Tasks[0].FinishedAt));
    }

    [Fact]
    public void Take_ReportsInAnyOrderAndTwice_EndsWhereTheNewestStands()
    {
        TaskMoved[] reports =
        [
            Some.Moved(epoch: 1, done: 10, second: 1),
            Some.Moved(epoch: 1, done: 20, second: 2, status: BatchTaskStatus.Waiting),
            Some.Moved(epoch: 2, done: 25, second: 3),
            Some.Moved(epoch: 2, done: 60, second: 4),
            Some.Moved(epoch: 2, done: 100, second: 5, status: BatchTaskStatus.Completed),
        ];

        Property.Holds(
            Gen.Shuffle(reports.Concat(reports)),
            order => order.Aggregate(Board(1), static (board, moved) => board.Take(moved)).Tasks[0] is { Status: BatchTaskStatus.Completed, Done: 100 });
        Property.Holds(
            Gen.Shuffle(reports.Take(4).Concat(reports.Take(4))),
            order => order.Aggregate(Board(1), static (board, moved) => board.Take(moved)).Tasks[0] is { Status: BatchTaskStatus.Running, Done: 60 });
    }

    // Two datasets of two systems each: whole datasets, the one that runs first, and one at least.
    [Theory]
    [InlineData(1, "1 3")]
    [InlineData(3, "1 3")]
    [InlineData(4, "1 3 0 2")]
    public void DueTogether_TwoDatasets_TakesTheTasksOfOneAllOrNone(int parallel, string due)
    {
        static TaskSnapshot On(int number, string dataset, BatchTaskStatus status = BatchTaskStatus.Pending) =>
            Some.Task(number, status) with { DatasetId = new(dataset) };
        var board = JobBoard.Empty with { Tasks = [On(0, "ds_a"), On(1, "ds_b"), On(2, "ds_a"), On(3, "ds_b", BatchTaskStatus.Running), On(4, "ds_b", BatchTaskStatus.Completed)] };

        Assert.Equal(due, string.Join(' ', board.DueTogether(parallel).Select(static task => task.Number)));
    }

    [Fact]
    public void Due_MoreThanMayRun_TakesThoseThatRanBefore()
    {
        var board = Board(5)
            .Take(Some.Moved(0, status: BatchTaskStatus.Completed))
            .Take(Some.Moved(2, status: BatchTaskStatus.Waiting))
            .Take(Some.Moved(4));

        Assert.Equal([2, 4, 1], board.Due(3).Select(static task => task.Number));
        Assert.Equal([2], board.Due(1).Select(static task => task.Number));
        Assert.Equal([2, 4, 1, 3], board.Due(9).Select(static task => task.Number));
    }

    [Fact]
    public void Eta_HalfDone_IsTheTimeItTook()
    {
        // 50 of 100 in 10 s: 0.2 s each, 50 left: 10 s.
        Assert.Equal(TimeSpan.FromSeconds(10), JobBoard.Eta([Some.Task(0, BatchTaskStatus.Running, done: 50)], 0, Some.Now, Some.Now.AddSeconds(10)));
    }

    [Fact]
    public void Eta_AfterARecovery_CountsFromThere()
    {
        // 40 stood already; 20 since then in 10 s: 0.5 s each, 40 left: 20 s.
        Assert.Equal(TimeSpan.FromSeconds(20), JobBoard.Eta([Some.Task(0, BatchTaskStatus.Running, done: 60)], 40, Some.Now, Some.Now.AddSeconds(10)));
    }

    [Fact]
    public void Eta_AFailedTask_LeavesItsRestOut()
    {
        // 100 done in all in 10 s: 0.1 s each; the failed task's 50 are not waited for, the other has 50 left: 5 s.
        TaskSnapshot[] tasks = [Some.Task(0, BatchTaskStatus.Failed, done: 50), Some.Task(1, BatchTaskStatus.Running, done: 50)];

        Assert.Equal(TimeSpan.FromSeconds(5), JobBoard.Eta(tasks, 0, Some.Now, Some.Now.AddSeconds(10)));
    }

    [Fact]
    public void Eta_NothingDoneYet_IsUnknown() =>
        Assert.Null(JobBoard.Eta([Some.Task(0, BatchTaskStatus.Running)], 0, Some.Now, Some.Now.AddSeconds(10)));

    private static JobBoard Board(int tasks) =>
        new([.. Enumerable.Range(0, tasks).Select(static number => Some.Task(number))], ImmutableDictionary<int, LastHeard>.Empty);
}
