using System.Globalization;

namespace BenchHub.Storage.Models;

/// <summary>Puts paid answers into the cache and their cost on their task, in the caller's transaction.</summary>
internal static class PaidWriter
{
    private readonly record struct Sum(long Cost, long Input, long Output, int Unpriced)
    {
        public static Sum operator +(Sum a, ModelUsage b) =>
            new(a.Cost + (b.Cost ?? 0), a.Input + b.InputTokens, a.Output + b.OutputTokens, a.Unpriced + (b.Cost is null ? 1 : 0));
    }

    public static async Task Insert(
        Scope scope, string jobId, int number, string systemId, IReadOnlyList<PaidResponse> paid)
    {
        var sums = new Dictionary<(string Model, string Day), Sum>();
        foreach (var response in paid)
        {
            // One that is there with the same instant came in a commit whose confirmation got lost; any other was paid again.
            var isNew = await scope.Execute(
                """
                INSERT INTO response_cache (key, system_id, payload, created_at) VALUES (@key, @systemId, @payload, @paidAt)
                ON CONFLICT (key) DO UPDATE SET payload = excluded.payload, created_at = excluded.created_at
                WHERE response_cache.created_at <> excluded.created_at
                """,
                new { key = response.Key, systemId, payload = ResponseCache.Encode(response.Output), paidAt = response.At });
            if (isNew > 0)
            {
                var whose = (response.Model, response.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                sums[whose] = sums.GetValueOrDefault(whose) + response.Output.Usage;
            }
        }

        foreach (var ((model, day), sum) in sums)
        {
            await scope.Execute(
                """
                UPDATE tasks SET cost = cost + @Cost, input_tokens = input_tokens + @Input, output_tokens = output_tokens + @Output,
                    unpriced = unpriced + @Unpriced
                WHERE job_id = @jobId AND number = @number
                """,
                new { jobId, number, sum.Cost, sum.Input, sum.Output, sum.Unpriced });
            await scope.Execute(
                """
                INSERT INTO spending (job_id, task, model, day, system_id, cost, input_tokens, output_tokens, unpriced)
                VALUES (@jobId, @number, @model, @day, @systemId, @Cost, @Input, @Output, @Unpriced)
                ON CONFLICT (job_id, task, model, day) DO UPDATE SET cost = spending.cost + excluded.cost,
                    input_tokens = spending.input_tokens + excluded.input_tokens, output_tokens = spending.output_tokens + excluded.output_tokens,
                    unpriced = spending.unpriced + excluded.unpriced
                """,
                new { jobId, number, model, day, systemId, sum.Cost, sum.Input, sum.Output, sum.Unpriced });
        }
    }
}
