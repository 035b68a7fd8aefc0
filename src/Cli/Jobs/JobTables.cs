using System.Text.Json.Nodes;
using Spectre.Console;

namespace BenchHub.Cli.Jobs;

internal static class JobTables
{
    public static void Show(JsonNode job)
    {
        Console.WriteLine($"{job["id"]}: {job["status"]}, {job["itemsDone"]} of {job["itemsTotal"]} items, {job["itemsFailed"]} failed");
        if (job["error"] is { } error)
        {
            Common.Notes.WriteLine((string)error!);
        }

        if (job["results"] is not JsonArray { Count: > 0 } results)
        {
            return;
        }

        var table = Tables.Of("system", "dataset", "metric", "value", "95 % interval", "n", "errors", "result");
        foreach (var result in results)
        {
            foreach (var (metric, value) in result!["metrics"]!.AsObject())
            {
                table.Row(
                    result["system"], result["dataset"], metric, Tables.Score(value!["value"]), Tables.Interval(value["ciLow"], value["ciHigh"]),
                    value["n"], value["errors"], result["id"]);
            }
        }

        table.Show();
        if (job["earlyStopping"] is JsonArray stopping)
        {
            StoppingTables.Show(stopping);
        }
    }
}
