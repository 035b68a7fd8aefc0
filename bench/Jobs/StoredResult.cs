using BenchHub.Evaluation.Metrics;
using BenchHub.Storage.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace BenchHub.Jobs.Bench;

/// <summary>A finished result with its scores, as a job would have left it.</summary>
internal static class StoredResult
{
    public static async Task<string> Add(IServiceProvider services, int number, string dataset, string hash, string metric, double[] scores, bool withItems)
    {
        var (now, items, ledger) = (TimeProvider.System.GetUtcNow(), scores.Length, services.GetRequiredService<TaskLedger>());
        var (job, result, system) = (JobId.New(now).Value, ResultId.New(now).Value, $"system {number:000}");
        await services.GetRequiredService<JobCatalog>().Create(
            new(job, "bench", "completed", "{}", null, now, now, now),
            [new(job, 0, result, $"sys_{number}", system, 1, dataset, "bench", 1, hash, items, "pending", 0, 0, 0, null, null, null)]);
        var epoch = (await ledger.Begin(job, 0, now))!.Value;
        for (var (chunk, first) = (0, 0); withItems && first < items; chunk++, first += 256)
        {
            await ledger.Append(job, 0, epoch, result, chunk, [.. Enumerable.Range(first, Math.Min(256, items - first)).Select(i => new ItemOutcome(
                i, $"q{i}", [.. Enumerable.Range(0, 10).Select(static d => new AnswerDocument($"d{d}", 1.0 / (d + 1)))], [scores[i]], null, 12.5, 1))]);
        }

        await ledger.Complete(
            job, 0, epoch,
            new(result, job, 0, $"sys_{number}", system, 1, dataset, "bench", 1, hash, items, 0, now, now, """{"concurrency":1,"attempts":1}"""),
            [new(metric, scores.Average(), 0, 1, items, 0, 0, Signature.Of(MetricCatalog.Resolve(metric)).ToString(), scores)],
            now);
        return result;
    }
}
