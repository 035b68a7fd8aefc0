namespace BenchHub.Storage.Models;

/// <summary>Puts paid answers into the cache and their cost on their task, in the caller's transaction.</summary>
internal static class PaidWriter
{
    public static async Task Insert(
        Scope scope, string jobId, int number, string systemId, IReadOnlyList<PaidResponse> paid)
    {
        var taken = await Cache(scope, systemId, paid);
        if (paid.Count > 0)
        {
            await scope.Execute(
                """
                UPDATE tasks SET cost = cost + @Cost, input_tokens = input_tokens + @Input, output_tokens = output_tokens + @Output,
                    unpriced = unpriced + @Unpriced
                WHERE job_id = @jobId AND number = @number
                """,
                new { jobId, number, taken.Cost, taken.Input, taken.Output, taken.Unpriced });
        }
    }

    /// <returns>What those took that are new.</returns>
    public static async Task<Taken> Cache(Scope scope, string systemId, IReadOnlyList<PaidResponse> paid)
    {
        long cost = 0, input = 0, output = 0;
        var unpriced = 0;
        foreach (var (key, answer, paidAt) in paid)
        {
            // One that is there with the same instant came in a commit whose confirmation got lost; any other was paid again.
            var isNew = await scope.Execute(
                """
                INSERT INTO response_cache (key, system_id, payload, created_at) VALUES (@key, @systemId, @payload, @paidAt)
                ON CONFLICT (key) DO UPDATE SET payload = excluded.payload, created_at = excluded.created_at
                WHERE response_cache.created_at <> excluded.created_at
                """,
                new { key, systemId, payload = ResponseCache.Encode(answer), paidAt });
            cost += isNew * (answer.Usage.Cost ?? 0);
            input += isNew * answer.Usage.InputTokens;
            output += isNew * answer.Usage.OutputTokens;
            unpriced += answer.Usage.Cost is null ? isNew : 0;
        }

        return new(cost, input, output, unpriced);
    }
}

/// <param name="Cost">In billionths of a US dollar.</param>
/// <param name="Unpriced">Answers of models without a known price.</param>
internal readonly record struct Taken(long Cost, long Input, long Output, int Unpriced);
