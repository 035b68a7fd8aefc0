using System.Globalization;
using BenchHub.Storage;

namespace BenchHub.Cluster.Bench;

/// <summary>Copies of the one system, job and result that a hub has, under ids and names of their own.</summary>
internal static class ManyRows
{
    public const int Systems = 100_000;
    public const int Jobs = 10_000;

    private const int OnOneBoard = 100;
    private const int AtOnce = 10_000;

    public static async Task Fill(Database database)
    {
        await Copy(database, "systems", Systems);
        await Copy(database, "jobs", Jobs);
        await Copy(database, "tasks", Jobs);
        await Copy(database, "results", Jobs);
        await Copy(database, "result_metrics", Jobs);
        await database.Vacuum();
    }

    private static async Task Copy(Database database, string table, int count)
    {
        foreach (var numbers in Enumerable.Range(1, count).Chunk(AtOnce))
        {
            await database.Write(
                async scope =>
                {
                    var known = await Known(scope);
                    var bulk = (await scope.Engine.Tables(scope)).Single(one => one.Name == table);
                    var first = table == "result_metrics" ? $"WHERE result_id = '{known.Result}'" : $"WHERE {(table is "tasks" ? "job_id" : "id")} = '{(table is "systems" ? known.System : table is "results" ? known.Result : known.Job)}'";
                    var originals = await scope.List<object>($"SELECT * FROM {table} {first}");
                    await scope.Engine.Insert(scope, bulk, [.. numbers.SelectMany(n => originals.Select(original => Row(bulk, (IDictionary<string, object?>)original, known, n)))]);
                    return 0;
                },
                CancellationToken.None);
        }
    }

    // A result's place among all is given by who follows them.
    private static object?[] Row(BulkTable table, IDictionary<string, object?> original, KnownIds known, int n) =>
        [.. table.Columns.Select(column => (table.Name, column.Name) is ("results", "position") ? null : Value(original[column.Name], column.Name, known, n))];

    private static object? Value(object? value, string column, KnownIds known, int n) => (value, column) switch
    {
        (_, "dataset_id") when n >= OnOneBoard => $"ds_copy{n % OnOneBoard}",
        (string text, _) => text
            .Replace(known.System, Id("sys", n), StringComparison.Ordinal)
            .Replace(known.Job, Id("job", n), StringComparison.Ordinal)
            .Replace(known.Result, Id("res", n), StringComparison.Ordinal)
            .Replace("system-0", $"system-{n}", StringComparison.Ordinal),
        (long at, "created_at" or "updated_at" or "started_at" or "finished_at") => at - (n * 1000L),
        (DateTime at, _) => at.AddMilliseconds(-n),
        (DateTimeOffset at, _) => at.AddMilliseconds(-n),
        (double mean, "value") => mean - (n * 1e-6),
        _ => value,
    };

    private static string Id(string prefix, int n) => string.Create(CultureInfo.InvariantCulture, $"{prefix}_copy{n:D8}");

    private static async Task<KnownIds> Known(Scope scope) => new(
        (await scope.First<string>("SELECT id FROM systems WHERE name = 'system-0'"))!,
        (await scope.First<string>("SELECT job_id FROM results WHERE id NOT LIKE 'res_copy%'"))!,
        (await scope.First<string>("SELECT id FROM results WHERE id NOT LIKE 'res_copy%'"))!);

    private sealed record KnownIds(string System, string Job, string Result);
}
