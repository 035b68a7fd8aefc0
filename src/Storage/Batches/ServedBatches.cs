using System.Runtime.CompilerServices;
using BenchHub.Storage.Models;

namespace BenchHub.Storage.Batches;

/// <summary>
/// Batches that the hub answers. As with tasks, every write of a runner names its epoch and happens only while that is the
/// batch's latest, and a paid answer gets into the response cache in the commit that counts its cost.
/// </summary>
public sealed class ServedBatches(Database database)
{
    private const int LinesPerRead = 256;

    private const string Select =
        """
        SELECT id, status, epoch, endpoint, input_file_id, output_file_id, error_file_id, metadata, errors, total, completed, failed,
            created_at, expires_at, in_progress_at, finalizing_at, cancelling_at, ended_at
        FROM served_batches
        """;

    private sealed class Answer
    {
        public int Line { get; init; }

        public byte[] Payload { get; init; } = [];
    }

    /// <summary>Adds a batch that waits for its validation. Does nothing when it exists.</summary>
    public Task Create(
        string id, string endpoint, string inputFileId, string metadata, DateTimeOffset expiresAt, CancellationToken cancellation = default) => database.Execute(
        """
        INSERT INTO served_batches (id, status, epoch, endpoint, input_file_id, metadata, errors, total, completed, failed, created_at, expires_at)
        VALUES (@id, 'validating', 0, @endpoint, @inputFileId, @metadata, @errors, 0, 0, 0, @now, @expiresAt)
        ON CONFLICT (id) DO NOTHING
        """,
        new { id, endpoint, inputFileId, metadata = new Json(metadata), errors = new Json("[]"), now = database.Time.GetUtcNow(), expiresAt },
        cancellation);

    public Task<ServedBatch?> Find(string id, CancellationToken cancellation = default) =>
        database.Read(scope => scope.First<ServedBatch>($"{Select} WHERE id = @id", new { id }), cancellation);

    /// <summary>Newest first.</summary>
    /// <param name="after">Id of the last one seen; null for the first page.</param>
    /// <param name="most">Rows wanted.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<IReadOnlyList<ServedBatch>> List(string? after, int most, CancellationToken cancellation = default) => database.Read(
        scope => scope.List<ServedBatch>(
            $"""
            {Select} {(after is null ? "" : "WHERE (created_at, id) < (SELECT created_at, id FROM served_batches WHERE id = @after)")}
            ORDER BY created_at DESC, id DESC LIMIT @most
            """,
            new { after, most }),
        cancellation);

    /// <summary>Ids of those that are to be woken after a restart.</summary>
    public Task<IReadOnlyList<string>> Unfinished(CancellationToken cancellation = default) => database.Read(
        scope => scope.List<string>("SELECT id FROM served_batches WHERE ended_at IS NULL ORDER BY created_at, id"), cancellation);

    /// <summary>Makes the caller the batch's only runner.</summary>
    /// <returns>The batch with its new epoch; null when it is gone or over.</returns>
    public Task<ServedBatch?> Begin(string id, CancellationToken cancellation = default) => database.Write(
        async scope => await scope.Execute("UPDATE served_batches SET epoch = epoch + 1 WHERE id = @id AND ended_at IS NULL", new { id }) == 1
            ? await scope.First<ServedBatch>($"{Select} WHERE id = @id", new { id })
            : null,
        cancellation);

    /// <summary>Validation is over: the lines can be answered.</summary>
    public Task<bool> Start(string id, int epoch, int total, CancellationToken cancellation = default) => Change(
        "status = 'in_progress', total = @total, in_progress_at = coalesce(in_progress_at, @now)", "status IN ('validating', 'in_progress')", id, epoch, total, null, null, null, cancellation);

    /// <summary>The answers are being written into files.</summary>
    public Task<bool> Finalize(string id, int epoch, CancellationToken cancellation = default) => Change(
        "status = CASE WHEN status = 'cancelling' THEN status ELSE 'finalizing' END, finalizing_at = @now", "ended_at IS NULL", id, epoch, null, null, null, null, cancellation);

    /// <summary>The lines cannot be answered.</summary>
    public Task<bool> Fail(string id, int epoch, string errors, CancellationToken cancellation = default) => Change(
        "status = 'failed', errors = @errors, ended_at = @now", "ended_at IS NULL", id, epoch, null, errors, null, null, cancellation);

    /// <summary>The end. What was kept of single answers goes, since it stands in the files.</summary>
    public async Task<bool> End(string id, int epoch, string status, string? outputFile, string? errorFile, CancellationToken cancellation = default)
    {
        var isOurs = await Change(
            $"status = '{status}', output_file_id = @output, error_file_id = @error, ended_at = @now", "ended_at IS NULL", id, epoch, null, null, outputFile, errorFile, cancellation);
        await database.Execute(
            "DELETE FROM served_answers WHERE batch_id = @id AND EXISTS (SELECT 1 FROM served_batches WHERE id = @id AND ended_at IS NOT NULL)", new { id }, cancellation);
        return isOurs;
    }

    /// <summary>Asks the runner to stop; does nothing to a batch that is over or about to be.</summary>
    public Task Cancel(string id, CancellationToken cancellation = default) => database.Execute(
        "UPDATE served_batches SET status = 'cancelling', cancelling_at = @now WHERE id = @id AND status IN ('validating', 'in_progress')",
        new { id, now = database.Time.GetUtcNow() },
        cancellation);

    /// <summary>Keeps answers, what was paid for, and its cost, in one transaction. Repeating the same counts once.</summary>
    /// <returns>False when a later runner owns the batch, or it is over: nothing was written.</returns>
    public Task<bool> Append(
        string id, int epoch, IReadOnlyList<ServedAnswer> answers, IReadOnlyList<ServedPayment> payments, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            if (await scope.First<string>(
                $"SELECT id FROM served_batches WHERE id = @id AND epoch = @epoch AND ended_at IS NULL {scope.Engine.ForUpdate}", new { id, epoch }) is null)
            {
                return false;
            }

            foreach (var system in payments.GroupBy(static payment => payment.SystemId))
            {
                await PaidWriter.Record(scope, id, task: 0, system.Key, [.. system.Select(static payment => payment.Paid)]);
            }

            var (completed, failed) = (0, 0);
            foreach (var answer in answers)
            {
                var isNew = await scope.Execute(
                    "INSERT INTO served_answers (batch_id, line, is_error, payload) VALUES (@id, @Line, @isError, @payload) ON CONFLICT (batch_id, line) DO NOTHING",
                    new { id, answer.Line, isError = answer.IsError ? 1 : 0, payload = Packed.Pack(answer.Json) });
                completed += answer.IsError ? 0 : isNew;
                failed += answer.IsError ? isNew : 0;
            }

            await scope.Execute("UPDATE served_batches SET completed = completed + @completed, failed = failed + @failed WHERE id = @id", new { id, completed, failed });
            return true;
        },
        cancellation);

    /// <returns>Numbers of the lines that have their answer.</returns>
    public async Task<HashSet<int>> Done(string id, CancellationToken cancellation = default) =>
        [.. await database.Read(scope => scope.List<int>("SELECT line FROM served_answers WHERE batch_id = @id", new { id }), cancellation)];

    /// <summary>What goes into one of the two files, by line.</summary>
    public async IAsyncEnumerable<byte[]> Answers(string id, bool isError, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var after = 0; ;)
        {
            var found = await database.Read(
                scope => scope.List<Answer>(
                    $"SELECT line, payload FROM served_answers WHERE batch_id = @id AND is_error = @isError AND line > @after ORDER BY line LIMIT {LinesPerRead}",
                    new { id, isError = isError ? 1 : 0, after }),
                cancellation);
            foreach (var answer in found)
            {
                yield return Packed.Unpack(answer.Payload);
            }

            if (found.Count < LinesPerRead)
            {
                yield break;
            }

            after = found[^1].Line;
        }
    }

    private async Task<bool> Change(
        string set, string when, string id, int epoch, int? total, string? errors, string? output, string? error, CancellationToken cancellation) => await database.Execute(
        $"UPDATE served_batches SET {set} WHERE id = @id AND epoch = @epoch AND {when}",
        new { id, epoch, total, errors = new Json(errors ?? "[]"), output, error, now = database.Time.GetUtcNow() },
        cancellation) == 1;
}
