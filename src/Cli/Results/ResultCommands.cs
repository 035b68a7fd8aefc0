using System.CommandLine;
using System.Text.Json.Nodes;

namespace BenchHub.Cli.Results;

internal static class ResultCommands
{
    private const string Path = "/api/v1/results";

    public static Command Create() => new("results", "Look into results.") { List(), Show(), RescoreCommand.Create() };

    private static Command List() => new Command("list", "List the results, newest first.").Calls(async (hub, parsed, ct) =>
        parsed.Print(await hub.Get($"{Path}?limit=50", ct), static list =>
        {
            var table = Tables.Of("id", "system", "dataset", "version", "items", "errors", "completed");
            foreach (var result in list["items"]!.AsArray())
            {
                table.Row(
                    result!["id"], result["system"], result["dataset"], result["datasetVersion"], result["items"], result["errors"], result["completedAt"]);
            }

            table.Show();
        }));

    private static Command Show()
    {
        var id = new Argument<string>("result");
        var perItem = new Option<bool>("--per-item") { Description = "Every item with its scores and its error." };
        return new Command("show", "Show one result.") { id, perItem }.Calls(async (hub, parsed, ct) =>
        {
            var path = $"{Path}/{Uri.EscapeDataString(parsed.GetValue(id)!)}";
            if (!parsed.GetValue(perItem))
            {
                return parsed.Print(await hub.Get(path, ct), Json.Show);
            }

            var items = new JsonArray();
            await foreach (var item in hub.All($"{path}/items", ct))
            {
                items.Add(item.DeepClone());
            }

            return parsed.Print(new JsonObject { ["items"] = items }, Items);
        });
    }

    private static void Items(JsonNode answer)
    {
        var items = answer["items"]!.AsArray();
        var metrics = items.Count == 0 ? [] : items[0]!["scores"]!.AsObject().Select(static score => score.Key).ToArray();
        var table = Tables.Of(["item", .. metrics, "error"]);
        foreach (var item in items)
        {
            table.Row([item!["itemId"], .. metrics.Select(metric => Tables.Score(item["scores"]![metric])), item["error"]]);
        }

        table.Show();
    }
}
