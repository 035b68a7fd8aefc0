using System.Collections;
using BenchHub.Storage.Models;
using BenchHub.Storage.Results;

namespace BenchHub.Storage.Jobs;

public enum AppendOutcome
{
    Appended = 0,

    /// <summary>A later runner owns the task, or it is completed or gone. Nothing was written: stop.</summary>
    Fenced = 1,
}

/// <summary>
/// What runners record. Every write names the epoch that <see cref="Begin"/> gave and happens only while that epoch is
/// the task's latest, under a lock on the task's row, so two runners can never both record an item.
/// </summary>
public sealed class TaskLedger(Database database)
{
    private sealed class TaskState
    {
        public int Epoch { get; init; }

        public string Status { get; init; } = "";

        public string ResultId { get; init; } = "";

        public string SystemId { get; init; } = "";

        public int Done { get; init; }

        public int Failed { get; init; }
    }

    private sealed class ChunkIndex
    {
        public int Chunk { get; init; }

        public int Failed { get; init; }

        public byte[] Indexes { get; init; } = [];
    }

    /// <summary>Makes the caller the task's only runner.</summary>
    /// <returns>The new epoch; null when the task is gone or completed.</returns>
    public Task<int?> Begin(string jobId, int number, DateTimeOffset now, CancellationToken cancellation = default) => database.WriteOne(
        scope => scope.First<int?>(
            """
            UPDATE tasks SET epoch = epoch + 1, status = 'running', message = NULL, started_at = coalesce(started_at, @now), finished_at = NULL
            WHERE job_id = @jobId AND number = @number AND status <> 'completed'
            RETURNING epoch
            """,
            new { jobId, number, now }),
        cancellation);

    /// <summary>Makes the caller the only runner of a task that is not over.</summary>
    /// <returns>The task with its new epoch; null when it is gone or over.</returns>
    public Task<TaskRow?> Take(string jobId, int number, DateTimeOffset now, CancellationToken cancellation = default) => database.WriteOne(
        scope => scope.First<TaskRow>(
            $"""
            UPDATE tasks SET epoch = epoch + 1, status = 'running', message = NULL, started_at = coalesce(started_at, @now), finished_at = NULL
            WHERE job_id = @jobId AND number = @number AND status NOT IN ('completed', 'failed', 'cancelled')
            RETURNING {JobCatalog.TaskColumns}
            """,
            new { jobId, number, now }),
        cancellation);

    /// <inheritdoc cref="Append(string, int, int, string, int, IReadOnlyList{ItemOutcome}, IReadOnlyList{PaidResponse}, CancellationToken)"/>
    public Task<AppendOutcome> Append(
        string jobId, int number, int epoch, string resultId, int chunk, IReadOnlyList<ItemOutcome> items, CancellationToken cancellation = default) =>
        Append(jobId, number, epoch, resultId, chunk, items, [], cancellation);

    /// <summary>
    /// Records a chunk of outcomes and what was paid, and adds them to the task's counts, in one transaction. Repeating
    /// the same (its answer may have been lost) records it once.
    /// </summary>
    /// <param name="jobId">Of the task.</param>
    /// <param name="number">Of the task.</param>
    /// <param name="epoch">From <see cref="Begin"/>.</param>
    /// <param name="resultId">Of the task.</param>
    /// <param name="chunk">The next number; it is not used up where there are no items.</param>
    /// <param name="items">Outcomes; none where an answer is to be kept before its item is done.</param>
    /// <param name="paid">Answers for the response cache; their cost counts when they get in for the first time.</param>
    /// <param name="cancellation">Gives up before the commit.</param>
    /// <exception cref="InvalidOperationException">The chunk number belongs to another epoch: take it from <see cref="Sealed"/> after <see cref="Begin"/>.</exception>
    public async Task<AppendOutcome> Append(
        string jobId,
        int number,
        int epoch,
        string resultId,
        int chunk,
        IReadOnlyList<ItemOutcome> items,
        IReadOnlyList<PaidResponse> paid,
        CancellationToken cancellation = default)
    {
        if (items.Count == 0 && paid.Count == 0)
        {
            throw new ArgumentException("A commit needs at least one item or answer.", nameof(items));
        }

        var row = items.Count == 0 ? null : ChunkRow.Of(jobId, number, epoch, resultId, chunk, items);
        return await database.Write(
            async scope =>
            {
                if (paid.Count > 0)
                {
                    if (await Owned(scope, jobId, number, epoch, resultId) is not { } task)
                    {
                        return AppendOutcome.Fenced;
                    }

                    await PaidWriter.Insert(scope, jobId, number, task.SystemId, paid);
                }

                return row is null || await row.Insert(scope) ? AppendOutcome.Appended
                    : await Owned(scope, jobId, number, epoch, resultId) is null ? AppendOutcome.Fenced
                    : await row.Repeat(scope);
            },
            cancellation);
    }

    /// <param name="items">How many items the dataset has; recorded indexes beyond are ignored.</param>
    public async Task<SealedItems> Sealed(string resultId, int items, CancellationToken cancellation = default)
    {
        var chunks = await database.Read(
            scope => scope.List<ChunkIndex>("SELECT chunk, failed, indexes FROM result_chunks WHERE result_id = @resultId", new { resultId }), cancellation);
        var bits = new BitArray(items);
        foreach (var index in chunks.SelectMany(c => IndexCodec.Decode(c.Indexes)).Where(i => i >= 0 && i < items))
        {
            bits[index] = true;
        }

        return new(bits, chunks.Sum(c => c.Failed), chunks.Count == 0 ? 0 : chunks.Max(c => c.Chunk) + 1);
    }

    /// <summary>
    /// Waits until no commit of this epoch is under way any more, for one whose confirmation was lost may still arrive: what
    /// <see cref="Sealed"/> tells from here on stays true until the caller appends.
    /// </summary>
    /// <returns>How many items are recorded and how many of them failed; null when the epoch has moved.</returns>
    public Task<(int Done, int Failed)?> Settle(string jobId, int number, int epoch, CancellationToken cancellation = default) => database.Write(
        async scope => await Lock(scope, jobId, number, epoch) is { } task ? (task.Done, task.Failed) : ((int, int)?)null, cancellation);

    /// <summary>Sets status and message, unless the epoch has moved or the task is completed.</summary>
    /// <returns>Whether it did.</returns>
    public async Task<bool> Move(
        string jobId, int number, int epoch, string status, string? message, DateTimeOffset? finishedAt = null, CancellationToken cancellation = default) =>
        await database.Execute(
            """
            UPDATE tasks SET status = @status, message = @message, finished_at = @finishedAt
            WHERE job_id = @jobId AND number = @number AND epoch = @epoch AND status <> 'completed'
            """,
            new { jobId, number, epoch, status, message, finishedAt },
            cancellation) == 1;

    /// <summary>Stores the result and completes the task, in one transaction. Repeating it changes nothing.</summary>
    /// <returns>False when the epoch has moved or the task is gone: nothing was written.</returns>
    public Task<bool> Complete(
        string jobId, int number, int epoch, ResultRow result, IReadOnlyList<ScoreColumn> columns, DateTimeOffset now, CancellationToken cancellation = default) =>
        database.Write(
            async scope =>
            {
                var recordsInto = await scope.First<string>(
                    """
                    UPDATE tasks SET status = 'completed', message = NULL, finished_at = @now
                    WHERE job_id = @jobId AND number = @number AND epoch = @epoch AND status <> 'completed'
                    RETURNING result_id
                    """,
                    new { jobId, number, epoch, now });
                if (recordsInto is null)
                {
                    return await Lock(scope, jobId, number, epoch) is not null;
                }

                if (recordsInto != result.Id)
                {
                    throw new ArgumentException($"Task {jobId}/{number} completes {recordsInto}, not {result.Id}.", nameof(result));
                }

                await ResultWriter.Insert(scope, result, columns);
                return true;
            },
            cancellation);

    /// <summary>Makes the failed tasks of a job pending again; what they recorded stays.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> ReopenFailed(string jobId, CancellationToken cancellation = default) => database.Execute(
        "UPDATE tasks SET status = 'pending', message = NULL, finished_at = NULL WHERE job_id = @jobId AND status = 'failed'", new { jobId }, cancellation);

    /// <summary>As <see cref="Lock"/>; null as well when the task is completed.</summary>
    private static async Task<TaskState?> Owned(Scope scope, string jobId, int number, int epoch, string resultId) =>
        await Lock(scope, jobId, number, epoch) is not { Status: not "completed" } task ? null
        : task.ResultId == resultId ? task
        : throw new ArgumentException($"Task {jobId}/{number} records into {task.ResultId}, not {resultId}.", nameof(resultId));

    /// <summary>Holds the task's row until the transaction ends; null when the epoch is not the latest.</summary>
    private static Task<TaskState?> Lock(Scope scope, string jobId, int number, int epoch) => scope.First<TaskState>(
        $"SELECT epoch, status, result_id, system_id, done, failed FROM tasks WHERE job_id = @jobId AND number = @number AND epoch = @epoch {scope.Engine.ForUpdate}",
        new { jobId, number, epoch });
}
