namespace BenchHub.Storage.Jobs;

/// <summary>A chunk of outcomes on its way into the transaction of its runner.</summary>
internal sealed record ChunkRow(
    string JobId, int Number, int Epoch, string ResultId, int Chunk, int Min, int Max, int Count, int Failed, int Cached, byte[] Indexes, byte[] Payload)
{
    private const string Owner = "job_id = @JobId AND number = @Number AND epoch = @Epoch AND result_id = @ResultId AND status <> 'completed'";

    public static ChunkRow Of(string jobId, int number, int epoch, string resultId, int chunk, IReadOnlyList<ItemOutcome> items) => new(
        jobId,
        number,
        epoch,
        resultId,
        chunk,
        items.Min(static item => item.Index),
        items.Max(static item => item.Index),
        items.Count,
        items.Count(static item => item.Error is not null),
        items.Sum(static item => item.Outputs.Count(static output => output.IsCached) + item.Findings.Sum(static finding => finding.Cached)),
        IndexCodec.Encode(items),
        OutcomeCodec.Encode(items));

    /// <summary>Adds the chunk and counts its items while the epoch owns the task, whose row is held from here on.</summary>
    /// <returns>False where it does not, or where the chunk stands already; its items are counted then as well, which <see cref="Repeat"/> takes back.</returns>
    public async Task<bool> Insert(Scope scope) => await scope.Execute(

        // Both at once, since each statement is a way to the server and back.
        $"""
        UPDATE tasks SET done = done + @Count, failed = failed + @Failed, cached = cached + @Cached WHERE {Owner};
        INSERT INTO result_chunks (result_id, chunk, epoch, min_index, max_index, failed, indexes, payload)
        SELECT @ResultId, @Chunk, @Epoch, @Min, @Max, @Failed, @Indexes, @Payload WHERE EXISTS (SELECT 1 FROM tasks WHERE {Owner})
        ON CONFLICT (result_id, chunk) DO NOTHING
        """,
        this) == 2;

    /// <summary>After an <see cref="Insert"/> that found the chunk there: its items were counted when it came.</summary>
    /// <exception cref="InvalidOperationException">It came in another epoch.</exception>
    public async Task<AppendOutcome> Repeat(Scope scope)
    {
        await scope.Execute("UPDATE tasks SET done = done - @Count, failed = failed - @Failed, cached = cached - @Cached WHERE job_id = @JobId AND number = @Number", this);
        return await scope.First<int>("SELECT epoch FROM result_chunks WHERE result_id = @ResultId AND chunk = @Chunk", this) is var other && other != Epoch
            ? throw new InvalidOperationException($"Chunk {Chunk} of {ResultId} was written in epoch {other}, not in {Epoch}.")
            : AppendOutcome.Appended;
    }
}
