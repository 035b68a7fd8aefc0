using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Storage.Tests.Jobs;

internal static class Sample
{
    public static JobRow Job(string id = "job", string status = "pending", int minute = 0) =>
        new(id, "nightly", status, """{"k": 10}""", null, OnDatabase.Now.AddMinutes(minute), null, null);

    public static TaskRow Task(int number = 0, string job = "job", int items = 1000) => new(
        job, number, $"res_{job}_{number}", $"sys_{number}", "bm25", 1, "ds", "cranfield", 1, "sha256:0", items, "pending", 0, 0, 0, null, null, null);

    public static ItemOutcome Outcome(int index, string? error = null) => new(
        index, $"q{index}", [new($"d{index}", index / 3.0), new("d", double.NaN)], [index, double.NaN], error, 12.5, 1);

    public static IReadOnlyList<ItemOutcome> Outcomes(int first, int count) => [.. Enumerable.Range(first, count).Select(i => Outcome(i))];

    public static ResultRow Result(string id = "res_job_0", string system = "sys_0", string job = "job", int minute = 0, int version = 1) => new(
        id, job, 0, system, "bm25", 3, "ds", "cranfield", version, "sha256:0", 1000, 2, OnDatabase.Now, OnDatabase.Now.AddMinutes(minute), """{"p50": 12.5}""");

    public static ScoreColumn Column(string metric, double? value = 0.5, params double[] scores) =>
        new(metric, value, 0.25, 0.75, 1000, 2, 1, $"{metric}|v10", scores);
}
