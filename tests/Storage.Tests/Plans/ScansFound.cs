using System.Text.Json;

namespace BenchHub.Storage.Tests.Plans;

/// <summary>Asks the database, before each statement of the catalogs, how it will run it, and keeps those that read a large table from end to end.</summary>
internal sealed class ScansFound
{
    public List<string> Explained { get; } = [];

    public List<string> Scans { get; } = [];

    /// <summary>As the database told them.</summary>
    public List<string> Told { get; } = [];

    public async Task Explain(Scope scope, string sql, object? values)
    {
        if (sql.TrimStart().Split(' ', 2)[0] is not ("SELECT" or "INSERT" or "UPDATE" or "DELETE") || values is System.Collections.IEnumerable and not Dictionary<string, object?>)
        {
            return;
        }

        IEnumerable<string> scans;
        if (scope.Engine.Name == "sqlite")
        {
            var steps = await scope.List<(int Id, int Parent, int NotUsed, string Detail)>("EXPLAIN QUERY PLAN " + sql, values);
            Told.AddRange(steps.Select(static step => step.Detail));
            scans = OnSqlite(sql, steps);
        }
        else
        {
            Told.Add((await scope.First<string>("EXPLAIN (FORMAT JSON) " + sql, values))!);
            scans = OnPostgres(Told[^1]);
        }

        Explained.Add(sql);
        Scans.AddRange(scans.Select(scan => $"{scan}: {sql}"));
    }

    /// <summary>A page that walks an index in its order scans as well, as far as it goes; and an index of few rows is made to be walked.</summary>
    private static IEnumerable<string> OnSqlite(string sql, IEnumerable<(int Id, int Parent, int NotUsed, string Detail)> steps) => steps
        .Select(static step => step.Detail.Replace("SCAN TABLE ", "SCAN ", StringComparison.Ordinal)) // as versions before 3.36 say
        .Where(step => step.StartsWith("SCAN ", StringComparison.Ordinal)
            && FilledTables.Names.Contains(step.Split(' ')[1])
            && !step.EndsWith(" USING INDEX jobs_unfinished", StringComparison.Ordinal)
            && !(step.Contains(" USING ", StringComparison.Ordinal) && sql.Contains("LIMIT @Take", StringComparison.Ordinal)));

    private static IEnumerable<string> OnPostgres(string plan)
    {
        using var parsed = JsonDocument.Parse(plan);
        return [.. Nodes(parsed.RootElement[0].GetProperty("Plan"))
            .Where(static node => node.GetProperty("Node Type").GetString() == "Seq Scan" && IsLarge(node.GetProperty("Relation Name").GetString()!))
            .Select(static node => $"Seq Scan {node.GetProperty("Relation Name").GetString()}")];
    }

    private static bool IsLarge(string table) => FilledTables.Names.Contains(table) || table.StartsWith("health_checks_", StringComparison.Ordinal);

    private static IEnumerable<JsonElement> Nodes(JsonElement plan) =>
        plan.TryGetProperty("Plans", out var below) ? below.EnumerateArray().SelectMany(Nodes).Prepend(plan) : [plan];
}
