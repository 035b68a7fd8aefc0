using System.Globalization;

namespace BenchHub.Storage.Models;

/// <summary>What some answers took that got in for the first time.</summary>
/// <param name="Cost">In billionths of a US dollar.</param>
/// <param name="Unpriced">Answers of models without a known price.</param>
internal readonly record struct Paid(long Cost, long Input, long Output, int Unpriced)
{
    public static Paid Of(ModelUsage usage) => new(usage.Cost ?? 0, usage.InputTokens, usage.OutputTokens, usage.Cost is null ? 1 : 0);

    public static Paid operator +(Paid a, Paid b) => new(a.Cost + b.Cost, a.Input + b.Input, a.Output + b.Output, a.Unpriced + b.Unpriced);
}

/// <summary>Puts paid answers into the cache and their cost where it belongs, in the caller's transaction.</summary>
internal static class PaidWriter
{
    /// <summary>On a task, whose own row tells their sum, what it paid to judges included.</summary>
    public static async Task Insert(Scope scope, string jobId, int number, string systemId, IReadOnlyList<PaidResponse> paid)
    {
        var (cost, input, output, unpriced) = await Record(scope, jobId, number, systemId, paid);
        if (paid.Count > 0)
        {
            await scope.Execute(
                """
                UPDATE tasks SET cost = cost + @cost, input_tokens = input_tokens + @input, output_tokens = output_tokens + @output,
                    unpriced = unpriced + @unpriced
                WHERE job_id = @jobId AND number = @number
                """,
                new { jobId, number, cost, input, output, unpriced });
        }
    }

    /// <param name="scope">The transaction.</param>
    /// <param name="payer">A job, a calibration or a batch that the hub answers.</param>
    /// <param name="task">Of the job; 0 for other payers.</param>
    /// <param name="systemId">Who is paid where <see cref="PaidResponse.PaidTo"/> does not say otherwise.</param>
    /// <param name="paid">For what.</param>
    /// <returns>What those took that are new.</returns>
    public static async Task<Paid> Record(Scope scope, string payer, int task, string systemId, IReadOnlyList<PaidResponse> paid)
    {
        var sums = new Dictionary<(string System, string Model, string Day), Paid>();
        foreach (var response in paid)
        {
            var system = response.PaidTo ?? systemId;
            if (await IsNew(scope, system, response))
            {
                var whose = (system, response.Model, response.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                sums[whose] = sums.GetValueOrDefault(whose) + Paid.Of(response.Output.Usage);
            }
        }

        foreach (var ((system, model, day), sum) in sums)
        {
            await scope.Execute(
                """
                INSERT INTO spending (payer, task, system_id, model, day, cost, input_tokens, output_tokens, unpriced)
                VALUES (@payer, @task, @system, @model, @day, @Cost, @Input, @Output, @Unpriced)
                ON CONFLICT (payer, task, system_id, model, day) DO UPDATE SET cost = spending.cost + excluded.cost,
                    input_tokens = spending.input_tokens + excluded.input_tokens, output_tokens = spending.output_tokens + excluded.output_tokens,
                    unpriced = spending.unpriced + excluded.unpriced
                """,
                new { payer, task, system, model, day, sum.Cost, sum.Input, sum.Output, sum.Unpriced });
        }

        return sums.Values.Aggregate(default(Paid), static (all, sum) => all + sum);
    }

    // One that is there with the same instant came in a commit whose confirmation got lost; any other was paid again.
    private static async Task<bool> IsNew(Scope scope, string systemId, PaidResponse response) => await scope.Execute(
        """
        INSERT INTO response_cache (key, system_id, payload, created_at) VALUES (@key, @systemId, @payload, @paidAt)
        ON CONFLICT (key) DO UPDATE SET payload = excluded.payload, created_at = excluded.created_at
        WHERE response_cache.created_at <> excluded.created_at
        """,
        new { key = response.Key, systemId, payload = ResponseCache.Encode(response.Output), paidAt = response.At }) > 0;
}
