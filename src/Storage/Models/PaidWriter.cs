namespace BenchHub.Storage.Models;

/// <summary>What some answers cost that got in for the first time.</summary>
internal readonly record struct Paid(long Cost, long Input, long Output, int Unpriced)
{
    public static Paid operator +(Paid a, Paid b) => new(a.Cost + b.Cost, a.Input + b.Input, a.Output + b.Output, a.Unpriced + b.Unpriced);
}

/// <summary>Puts paid answers into the cache and their cost where it belongs, in the caller's transaction.</summary>
internal static class PaidWriter
{
    /// <summary>On a task; what it paid to other systems than its own is told apart as well.</summary>
    public static async Task Insert(Scope scope, string jobId, int number, string systemId, IReadOnlyList<PaidResponse> paid)
    {
        if (paid.Count == 0)
        {
            return;
        }

        var (cost, input, output, unpriced) = await Insert(scope, $"{jobId}/{number}", systemId, paid);
        await scope.Execute(
            """
            UPDATE tasks SET cost = cost + @cost, input_tokens = input_tokens + @input, output_tokens = output_tokens + @output,
                unpriced = unpriced + @unpriced
            WHERE job_id = @jobId AND number = @number
            """,
            new { jobId, number, cost, input, output, unpriced });
    }

    /// <param name="scope">The transaction.</param>
    /// <param name="payer">Who paid.</param>
    /// <param name="payerSystem">The system that the payer is about; empty where there is none.</param>
    /// <param name="paid">For what.</param>
    public static async Task<Paid> Insert(Scope scope, string payer, string payerSystem, IReadOnlyList<PaidResponse> paid)
    {
        var all = default(Paid);
        foreach (var group in paid.GroupBy(one => one.PaidTo ?? payerSystem))
        {
            var sum = default(Paid);
            foreach (var one in group)
            {
                sum += await Insert(scope, group.Key, one);
            }

            if (group.Key != payerSystem)
            {
                await scope.Execute(
                    """
                    INSERT INTO judge_spending (payer, payer_system, system_id, cost, tokens, unpriced)
                    VALUES (@payer, @payerSystem, @systemId, @cost, @tokens, @unpriced)
                    ON CONFLICT (payer, system_id) DO UPDATE SET cost = judge_spending.cost + excluded.cost,
                        tokens = judge_spending.tokens + excluded.tokens, unpriced = judge_spending.unpriced + excluded.unpriced
                    """,
                    new { payer, payerSystem, systemId = group.Key, cost = sum.Cost, tokens = sum.Input + sum.Output, unpriced = (long)sum.Unpriced });
            }

            all += sum;
        }

        return all;
    }

    private static async Task<Paid> Insert(Scope scope, string systemId, PaidResponse one)
    {
        // One that is there with the same instant came in a commit whose confirmation got lost; any other was paid again.
        var isNew = await scope.Execute(
            """
            INSERT INTO response_cache (key, system_id, payload, created_at) VALUES (@key, @systemId, @payload, @paidAt)
            ON CONFLICT (key) DO UPDATE SET payload = excluded.payload, created_at = excluded.created_at
            WHERE response_cache.created_at <> excluded.created_at
            """,
            new { key = one.Key, systemId, payload = ResponseCache.Encode(one.Output), paidAt = one.At });
        var usage = one.Output.Usage;
        return isNew == 0 ? default : new(usage.Cost ?? 0, usage.InputTokens, usage.OutputTokens, usage.Cost is null ? 1 : 0);
    }
}
