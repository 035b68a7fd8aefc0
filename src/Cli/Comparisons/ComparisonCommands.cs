using System.CommandLine;
using System.Text.Json.Nodes;

namespace BenchHub.Cli.Comparisons;

internal static class ComparisonCommands
{
    private const string Path = "/api/v1/comparisons";

    public static Command Create() => new("comparisons", "Comparisons that were kept (compare --save).") { List(), Show(), Refresh(), Remove() };

    private static Command List() => new Command("list", "List the comparisons, newest first.").Calls(async (hub, parsed, ct) =>
        parsed.Print(new JsonArray([.. await hub.All(Path, ct).Select(static entry => entry.DeepClone()).ToListAsync(ct)]), static answer =>
        {
            var table = Tables.Of("id", "name", "made", "systems", "cells", "significant pairs");
            foreach (var entry in answer.AsArray())
            {
                table.Row(entry!["id"], entry["name"], entry["createdAt"], entry["systems"]!.AsArray().Count, entry["cells"], entry["significantPairs"]);
            }

            table.Show();
        }));

    private static Command Show()
    {
        var id = new Argument<string>("id");
        return new Command("show", "Show a comparison as it was made.") { id }.Calls(async (hub, parsed, ct) =>
            parsed.Print(await hub.Get(Of(parsed.GetRequiredValue(id)), ct), StoredComparisonTables.Show));
    }

    private static Command Refresh()
    {
        var id = new Argument<string>("id");
        return new Command("refresh", "Make a comparison again, with the latest results; the first one stays.") { id }.Calls(async (hub, parsed, ct) =>
            parsed.Print(await hub.Post($"{Of(parsed.GetRequiredValue(id))}/refresh", null, ct), StoredComparisonTables.Show));
    }

    private static Command Remove()
    {
        var id = new Argument<string>("id");
        return new Command("remove", "Remove a comparison; results stay.") { id }.Calls(async (hub, parsed, ct) =>
        {
            var removed = parsed.GetRequiredValue(id);
            await hub.Delete(Of(removed), ct);
            return parsed.Print(new JsonObject { ["removed"] = removed }, static answer => Console.WriteLine($"{answer["removed"]} is removed."));
        });
    }

    private static string Of(string id) => $"{Path}/{Uri.EscapeDataString(id)}";
}
