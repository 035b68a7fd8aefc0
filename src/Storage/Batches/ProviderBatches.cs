namespace BenchHub.Storage.Batches;

/// <summary>
/// Batches at providers. A batch is written before it is submitted and again when the provider has confirmed it, so that
/// after a crash it is known which ones to look for before anything is submitted again.
/// </summary>
public sealed class ProviderBatches(Database database)
{
    // A row whose runner has died must not hold up the others of its system.
    private static readonly TimeSpan Alive = TimeSpan.FromSeconds(30);

    private const string Select =
        """
        SELECT id, result_id, system_id, job_id, status, priority, provider_id, endpoint, requests, bytes, most_cost, most_tokens, created_at
        FROM provider_batches
        """;

    /// <summary>All of a result, the oldest first.</summary>
    public Task<IReadOnlyList<ProviderBatch>> Of(string resultId, CancellationToken cancellation = default) => database.Read(
        scope => scope.List<ProviderBatch>($"{Select} WHERE result_id = @resultId ORDER BY created_at, id", new { resultId }), cancellation);

    /// <summary>Those that may still cost something, of a job or of a system.</summary>
    public Task<IReadOnlyList<ProviderBatch>> Unsettled(string id, CancellationToken cancellation = default) => database.Read(
        scope => scope.List<ProviderBatch>(
            $"{Select} WHERE (job_id = @id OR system_id = @id) AND status IN ('intended', 'submitted') AND requests > 0", new { id }),
        cancellation);

    /// <summary>Takes a place in the queue of its system.</summary>
    /// <param name="batch">Without requests.</param>
    /// <param name="readyAt">Before this instant it lets others pass.</param>
    public Task Enqueue(ProviderBatch batch, DateTimeOffset readyAt, CancellationToken cancellation = default) => database.Execute(
        """
        INSERT INTO provider_batches (id, result_id, system_id, job_id, status, priority, endpoint, requests, bytes, most_cost, most_tokens, ready_at, seen_at, created_at)
        VALUES (@Id, @ResultId, @SystemId, @JobId, 'waiting', @Priority, @Endpoint, 0, 0, 0, 0, @readyAt, @CreatedAt, @CreatedAt)
        """,
        new { batch.Id, batch.ResultId, batch.SystemId, batch.JobId, batch.Priority, batch.Endpoint, readyAt, batch.CreatedAt },
        cancellation);

    /// <summary>
    /// Lets a batch go on when fewer than <paramref name="most"/> of its system are open and none that waits comes before it:
    /// higher priorities first, then the one that came first. Says besides that its runner lives.
    /// </summary>
    public Task<bool> Admit(ProviderBatch batch, int most, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            var now = database.Time.GetUtcNow();
            var values = new { batch.Id, batch.SystemId, batch.Priority, batch.CreatedAt, now, alive = now - Alive };

            // Holding the whole queue keeps two from taking the last place at once.
            await scope.List<string>($"SELECT id FROM provider_batches WHERE system_id = @SystemId AND status <> 'collected' ORDER BY id {scope.Engine.ForUpdate}", values);
            await scope.Execute("UPDATE provider_batches SET seen_at = @now WHERE id = @Id", values);
            var open = await scope.First<long>("SELECT count(*) FROM provider_batches WHERE system_id = @SystemId AND status IN ('intended', 'submitted')", values);
            var before = await scope.First<long>(
                """
                SELECT count(*) FROM provider_batches
                WHERE system_id = @SystemId AND status = 'waiting' AND ready_at <= @now AND seen_at >= @alive
                    AND (priority > @Priority OR (priority = @Priority AND (created_at, id) < (@CreatedAt, @Id)))
                """,
                values);
            return open < most && before == 0
                && await scope.Execute("UPDATE provider_batches SET status = 'intended' WHERE id = @Id AND status = 'waiting' AND ready_at <= @now", values) == 1;
        },
        cancellation);

    /// <summary>
    /// Puts the open requests between two places into the batch, while the runner's epoch is the task's latest. From now on
    /// it counts as possibly submitted.
    /// </summary>
    /// <returns>False when a later runner owns the task; nothing was written.</returns>
    public Task<bool> Attach(ProviderBatch batch, int number, int epoch, int firstPlace, int lastPlace, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            var values = new { batch.Id, batch.ResultId, batch.JobId, batch.Endpoint, batch.Requests, batch.Bytes, batch.MostCost, batch.MostTokens, number, epoch, firstPlace, lastPlace };
            if (await scope.First<string>(
                $"SELECT result_id FROM tasks WHERE job_id = @JobId AND number = @number AND epoch = @epoch AND status <> 'completed' {scope.Engine.ForUpdate}", values) is null)
            {
                return false;
            }

            await scope.Execute(
                """
                UPDATE provider_requests SET batch_id = @Id
                WHERE result_id = @ResultId AND batch_id IS NULL AND state = 'open' AND place BETWEEN @firstPlace AND @lastPlace
                """,
                values);
            return await scope.Execute(
                """
                UPDATE provider_batches SET requests = @Requests, bytes = @Bytes, most_cost = @MostCost, most_tokens = @MostTokens, endpoint = @Endpoint
                WHERE id = @Id AND status = 'intended'
                """,
                values) == 1;
        },
        cancellation);

    /// <summary>The provider has it.</summary>
    public Task Confirm(string id, string providerId, CancellationToken cancellation = default) => database.Execute(
        "UPDATE provider_batches SET status = 'submitted', provider_id = @providerId WHERE id = @id AND status IN ('intended', 'submitted')", new { id, providerId }, cancellation);

    /// <summary>Everything that it answered is kept.</summary>
    public Task Collected(string id, CancellationToken cancellation = default) => database.Execute(
        "UPDATE provider_batches SET status = 'collected' WHERE id = @id", new { id }, cancellation);

    /// <summary>Removes a batch that was surely not submitted; its requests wait for another one.</summary>
    public Task Withdraw(string id, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            await scope.Execute("UPDATE provider_requests SET batch_id = NULL WHERE batch_id = @id AND state = 'open'", new { id });
            return await scope.Execute("DELETE FROM provider_batches WHERE id = @id", new { id });
        },
        cancellation);

    /// <summary>Removes what is kept of a task that nobody will go on with.</summary>
    public Task Forget(string resultId, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            await scope.Execute("DELETE FROM provider_requests WHERE result_id = @resultId", new { resultId });
            return await scope.Execute("DELETE FROM provider_batches WHERE result_id = @resultId", new { resultId });
        },
        cancellation);

    /// <summary>Removes what is kept of batches whose results are complete.</summary>
    public Task Tidy(CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            await scope.Execute("DELETE FROM provider_requests WHERE EXISTS (SELECT 1 FROM results WHERE id = result_id)");
            return await scope.Execute("DELETE FROM provider_batches WHERE EXISTS (SELECT 1 FROM results WHERE id = result_id)");
        },
        cancellation);
}
