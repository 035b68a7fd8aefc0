using System.Text.Json.Nodes;

namespace BenchHub.Cli.Comparisons;

/// <summary>Comparisons over several datasets and metrics.</summary>
internal static class StoredComparisonTables
{
    public static void Show(JsonNode comparison)
    {
        Console.WriteLine($"{comparison["name"]} ({comparison["id"]})");
        foreach (var cell in comparison["cells"]!.AsArray())
        {
            Console.WriteLine($"\n{cell!["metric"]} on {cell["dataset"]}, version {cell["version"]}");
            if (cell["refusal"] is { } refusal)
            {
                Console.WriteLine($"Not compared. {refusal}");
                continue;
            }

            ComparisonTables.Show(cell);
        }

        foreach (var overall in comparison["overallByMetric"]!.AsArray())
        {
            Console.WriteLine($"\n{overall!["metric"]} over {overall["blocks"]} datasets");
            Overall(overall);
        }
    }

    public static void Overall(JsonNode overall)
    {
        var table = Tables.Of("mean rank", "interval", "system", "win rate", "datasets");
        foreach (var rank in overall["ranks"]!.AsArray())
        {
            table.Row(
                rank!["meanRank"] is { } mean ? ((double)mean).ToString("0.00") : "-",
                rank["low"] is { } low ? $"[{(double)low:0.00}, {(double)rank["high"]!:0.00}]" : "",
                rank["system"], rank["winRate"] is { } rate ? ((double)rate).ToString("0.00") : "-", rank["datasets"]);
        }

        table.Show();
        if (overall["criticalDifference"] is { } critical)
        {
            Console.WriteLine($"Critical difference {(double)critical:0.00}; Friedman's p {Tables.P(overall["friedman"]!["p"])}");
        }

        foreach (var task in overall["running"]?.AsArray() ?? [])
        {
            Console.WriteLine($"Running: {task!["system"]} on {task["dataset"]}, {task["done"]} of {task["of"]} items ({task["jobId"]})");
        }

        foreach (var note in overall["notes"]!.AsArray())
        {
            Console.WriteLine((string?)note);
        }
    }
}
