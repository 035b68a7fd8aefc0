namespace BenchHub.Storage.Batches;

/// <summary>What a task asks in batches, request by request. Only the task's runner writes.</summary>
public sealed class ProviderRequests(Database database)
{
    private const int LinesPerRead = 256;

    private static readonly BulkTable Table = new(
        "provider_requests",
        ("result_id", BulkType.Text), ("key", BulkType.Text), ("place", BulkType.Number), ("state", BulkType.Text), ("failures", BulkType.Number),
        ("bytes", BulkType.Number), ("most_input", BulkType.Number), ("most_output", BulkType.Number), ("payload", BulkType.Bytes));

    private sealed class Line
    {
        public string Key { get; init; } = "";

        public int Place { get; init; }

        public byte[] Payload { get; init; } = [];
    }

    /// <summary>Adds those requests that are not there yet, after the others. Safe to repeat.</summary>
    public Task<int> Add(string resultId, IReadOnlyList<PlannedRequest> requests, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            var keys = requests.Select(static request => request.Key).ToArray();
            var known = (await scope.List<string>(
                $"SELECT key FROM provider_requests WHERE result_id = @resultId AND {scope.Engine.Among("key", "@keys")}", new { resultId, keys })).ToHashSet();
            var place = await scope.First<int>("SELECT coalesce(max(place), -1) + 1 FROM provider_requests WHERE result_id = @resultId", new { resultId });
            var rows = requests.Where(request => known.Add(request.Key))
                .Select((request, i) => new object?[]
                {
                    resultId, request.Key, place + i, "open", 0, request.Bytes, request.MostInput, request.MostOutput, Packed.Pack(request.Json),
                })
                .ToList();
            if (rows.Count > 0)
            {
                await scope.Engine.Insert(scope, Table, rows);
            }

            return rows.Count;
        },
        cancellation);

    /// <summary>Forgets requests that were planned and never asked, since the registration they were made for may have changed.</summary>
    public Task Replan(string resultId, CancellationToken cancellation = default) => database.Execute(
        "DELETE FROM provider_requests WHERE result_id = @resultId AND state = 'open' AND batch_id IS NULL AND failures = 0", new { resultId }, cancellation);

    /// <summary>Requests that wait for a batch, in the order in which they were planned.</summary>
    public Task<IReadOnlyList<OpenRequest>> Open(string resultId, int most, CancellationToken cancellation = default) => database.Read(
        scope => scope.List<OpenRequest>(
            """
            SELECT key, place, bytes, most_input, most_output FROM provider_requests
            WHERE result_id = @resultId AND state = 'open' AND batch_id IS NULL ORDER BY place LIMIT @most
            """,
            new { resultId, most }),
        cancellation);

    /// <summary>Forgets requests that somebody else has asked meanwhile.</summary>
    public Task Drop(string resultId, IReadOnlyList<string> keys, CancellationToken cancellation = default) => database.Write(
        scope => scope.Execute(
            $"DELETE FROM provider_requests WHERE result_id = @resultId AND batch_id IS NULL AND state = 'open' AND {scope.Engine.Among("key", "@keys")}",
            new { resultId, keys = keys.ToArray() }),
        cancellation);

    /// <summary>The requests of a batch as they were planned, in their order, a few hundred in memory at a time.</summary>
    public async IAsyncEnumerable<(string Key, byte[] Json)> Lines(
        string batchId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var after = -1; ;)
        {
            var lines = await database.Read(
                scope => scope.List<Line>(
                    $"SELECT key, place, payload FROM provider_requests WHERE batch_id = @batchId AND place > @after ORDER BY place LIMIT {LinesPerRead}",
                    new { batchId, after }),
                cancellation);
            foreach (var line in lines)
            {
                yield return (line.Key, Packed.Unpack(line.Payload));
            }

            if (lines.Count < LinesPerRead)
            {
                yield break;
            }

            after = lines[^1].Place;
        }
    }

    /// <returns>The requests of those keys that the batch holds.</returns>
    public async Task<IReadOnlyDictionary<string, byte[]>> Find(string batchId, IReadOnlyList<string> keys, CancellationToken cancellation = default) =>
        (await database.Read(
            scope => scope.List<Line>(
                $"SELECT key, place, payload FROM provider_requests WHERE batch_id = @batchId AND {scope.Engine.Among("key", "@keys")}", new { batchId, keys = keys.ToArray() }),
            cancellation)).ToDictionary(static line => line.Key, static line => Packed.Unpack(line.Payload));

    /// <returns>How requests of a result fared; those that went into no batch are absent.</returns>
    public async Task<IReadOnlyDictionary<string, AskedRequest>> Fates(string resultId, IReadOnlyList<string> keys, CancellationToken cancellation = default) =>
        (await database.Read(
            scope => scope.List<AskedRequest>(
                $"SELECT key, state, failures, error FROM provider_requests WHERE result_id = @resultId AND {scope.Engine.Among("key", "@keys")}",
                new { resultId, keys = keys.ToArray() }),
            cancellation)).ToDictionary(static request => request.Key);

    public Task Answered(string batchId, IReadOnlyList<string> keys, CancellationToken cancellation = default) => database.Write(
        scope => scope.Execute(
            $"UPDATE provider_requests SET state = 'answered', error = NULL WHERE batch_id = @batchId AND {scope.Engine.Among("key", "@keys")}",
            new { batchId, keys = keys.ToArray() }),
        cancellation);

    /// <summary>A batch brought errors: their requests wait for another one, or have failed for good. Repeating it counts once.</summary>
    public Task Failed(string batchId, IReadOnlyList<(string Key, string Error, bool IsFinal)> failures, int retries, CancellationToken cancellation = default) =>
        database.Write(
            scope => scope.Execute(
                """
                UPDATE provider_requests SET failures = failures + 1, error = @error, batch_id = NULL,
                    state = CASE WHEN @isFinal = 1 OR failures >= @retries THEN 'failed' ELSE 'open' END
                WHERE batch_id = @batchId AND key = @key AND state = 'open'
                """,
                failures.Select(failure => new { batchId, key = failure.Key, error = failure.Error, isFinal = failure.IsFinal ? 1 : 0, retries })),
            cancellation);

    /// <summary>What a batch that has ended did not answer waits for another one, or has failed for good.</summary>
    public Task Unanswered(string batchId, string error, int retries, CancellationToken cancellation = default) => database.Execute(
        """
        UPDATE provider_requests SET failures = failures + 1, error = @error, batch_id = NULL, state = CASE WHEN failures >= @retries THEN 'failed' ELSE 'open' END
        WHERE batch_id = @batchId AND state = 'open'
        """,
        new { batchId, error, retries },
        cancellation);

    /// <summary>How many requests of a result a batch answered.</summary>
    public Task<int> CountAnswered(string resultId, CancellationToken cancellation = default) => database.Read(
        scope => scope.First<int>("SELECT CAST(count(*) AS INTEGER) FROM provider_requests WHERE result_id = @resultId AND state = 'answered'", new { resultId }),
        cancellation);
}
