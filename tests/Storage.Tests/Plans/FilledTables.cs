using System.Globalization;

namespace BenchHub.Storage.Tests.Plans;

/// <summary>Some thousand rows in every table that grows with use.</summary>
internal static class FilledTables
{
    public const int Rows = 5000;

    public static readonly IReadOnlySet<string> Names = new HashSet<string>
    {
        "systems", "health_checks", "datasets", "drafts", "dataset_chunks", "dataset_contents", "recorded_answers", "recorded_outputs", "recorded_runs",
        "jobs", "tasks", "result_chunks", "results", "result_metrics", "spending", "response_cache", "model_prices", "comparisons",
        "alerts", "deliveries", "notifications", "schedules", "templates",
    };

    public static Task Fill(Database database, CancellationToken ct) => database.Write(
        async scope =>
        {
            foreach (var table in (await scope.Engine.Tables(scope)).Where(static table => Names.Contains(table.Name)))
            {
                List<object?[]> rows = [.. Enumerable.Range(0, Rows).Select(i => table.Columns.Select(column => Typed(Value(table.Name, column.Name, i), column.Type)).ToArray())];
                await scope.Engine.Insert(scope, table, rows);
            }

            return await scope.Execute("ANALYZE;"); // one word alone would name a procedure
        },
        ct);

    /// <summary>Ids and names are the same wherever they refer to each other.</summary>
    private static object? Value(string table, string column, int i) => (table, column) switch
    {
        ("results", "position") => i + 1,
        ("alerts", "id") or ("deliveries", "alert_id") => $"alr{i}",
        ("alerts", "rule_id") => $"rule{i % 5}",
        ("alerts", "result_id") or ("notifications" or "deliveries", "id") => $"res{i}",
        ("alerts", "state") => i % 100 == 0 ? "firing" : "resolved",
        ("deliveries", "channel_id") => $"chn{i % 5}",
        ("deliveries", "status") => i % 100 == 0 ? "pending" : "delivered",
        ("systems" or "datasets" or "schedules" or "templates", "id") => $"{table}{i}",
        ("jobs", "id") => $"job{i}",
        ("drafts", "id") => $"draft{i}",
        ("results", "id") or ("tasks" or "result_metrics", "result_id") => $"res{i}",
        ("comparisons", "id") => $"cmp{i}",
        ("systems", "search") => Search(i),
        ("comparisons", "document") => Packed.Pack("{}"u8.ToArray()),
        ("comparisons", "systems" or "datasets" or "metrics") => "[]",
        ("systems" or "datasets", "status") => i % 10 == 0 ? "retired" : "active",
        ("schedules", "status") => i % 10 == 0 ? "active" : "paused",
        ("jobs", "status") => i % 100 == 0 ? "running" : "completed",
        ("tasks", "status") => "pending",
        ("result_chunks", "result_id") => $"res{i % 200}",
        ("result_chunks", "chunk" or "min_index" or "max_index") => i / 200,
        ("recorded_runs", "system_id") => $"systems{i}",
        // The first runs and the last contents have a draft of their own, so that they can be deleted.
        ("dataset_contents", "draft_id") => $"draft{1000 + (i % 4000)}",
        ("recorded_runs", "draft_id") => $"draft{(i < 500 ? i : 500 + (i % 400))}",
        ("dataset_chunks" or "recorded_answers" or "recorded_outputs", "draft_id") => $"draft{i % 500}",
        ("dataset_chunks", "kind") => 1,
        ("dataset_chunks", "chunk" or "first") => i / 500,
        (_, "dataset_version") => 1,
        (_, "dataset_id") => $"datasets{i % 50}",
        (_, "job_id") => $"job{i % 1000}",
        (_, "system_id") => $"systems{i % 500}",
        (_, "number" or "task" or "task_number") => i / 1000,
        (_, "model") => $"model{i % 100}",
        (_, "day") => OnDatabase.Now.AddDays(i % 300).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (_, "checked_at" or "valid_from") => OnDatabase.Now.AddHours(i),
        (_, "name" or "hash" or "key" or "query_id" or "item_id" or "metric") => $"{column}{i}",
        (_, "finished_at" or "started_at" or "created_at" or "updated_at" or "at" or "due_at") => OnDatabase.Now.AddSeconds(i),
        (_, "tags") => """["neural"]""",
        (_, "kind") => $"kind{i % 3}",
        (_, "epoch") => 1,
        _ => null,
    };

    /// <summary>No two are alike in more than a few letters, as those of real systems are.</summary>
    public static string Search(int i) => unchecked((uint)i * 2654435761u).ToString("x8", CultureInfo.InvariantCulture);

    private static object? Typed(object? value, BulkType type) => (value, type) switch
    {
        (DateTimeOffset at, not BulkType.Instant) => Instants.ToMicroseconds(at),
        (int number, BulkType.Large) => (long)number,
        (not null, _) => value,
        (_, BulkType.Json) => "{}",
        (_, BulkType.Number) => 0,
        (_, BulkType.Large) => 0L,
        (_, BulkType.Real) => 0.5,
        (_, BulkType.Money) => 1m,
        (_, BulkType.Flag) => true,
        (_, BulkType.Instant) => OnDatabase.Now,
        (_, BulkType.Bytes) => new byte[] { 1 },
        _ => "1",
    };
}
