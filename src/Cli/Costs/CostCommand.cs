using System.CommandLine;
using System.Text.Json.Nodes;

namespace BenchHub.Cli.Costs;

internal static class CostCommand
{
    public static Command Create()
    {
        var by = new Option<string?>("--by") { Description = "system, model, job or day (default system)." };
        var from = new Option<string?>("--from") { Description = "The first day (UTC), as 2026-03-01." };
        var to = new Option<string?>("--to") { Description = "The last day, which counts as well." };
        var csv = new Option<bool>("--csv") { Description = "Print CSV." };
        return new Command("costs", "What models were paid, summed.") { by, from, to, csv }.Calls(async (hub, parsed, ct) =>
        {
            var path = "/api/v1/costs?" + string.Join('&', new[] { ("by", parsed.GetValue(by)), ("from", parsed.GetValue(from)), ("to", parsed.GetValue(to)) }
                .Where(static part => part.Item2 is not null).Select(static part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}"));
            if (parsed.GetValue(csv))
            {
                await using var output = Console.OpenStandardOutput();
                await hub.Download($"{path}&format=csv", output, ct);
                return 0;
            }

            return parsed.Print(await hub.Get(path, ct), Show);
        });
    }

    private static void Show(JsonNode costs)
    {
        var by = (string)costs["by"]!;
        var table = Tables.Of([by, .. by is "system" or "job" ? ["id"] : Array.Empty<string>(), "dollars", "input tokens", "output tokens", "unpriced answers"]);
        foreach (var row in costs["items"]!.AsArray())
        {
            Add(table, by, row!, (string)row!["key"]! is { Length: > 0 } key ? key : "(not noted)");
        }

        Add(table, by, costs["total"]!, "total");
        table.Show();
    }

    private static void Add(Spectre.Console.Table table, string by, JsonNode row, string key)
    {
        string[] names = by is not ("system" or "job") ? [key]
            : key == "total" ? [key, ""]
            : [(string?)row["name"] ?? "", key];
        table.Row([.. names, Dollars(row), row["inputTokens"], row["outputTokens"], row["unpriced"]]);
    }

    // A price that is not known is not 0, and a sum without it is not the whole.
    private static string Dollars(JsonNode row) => (row["dollars"], (long)row["unpriced"]!) switch
    {
        (null, _) => "unknown",
        ({ } known, 0) => $"{(decimal)known:0.00####}",
        ({ } known, _) => $"{(decimal)known:0.00####} + unknown",
    };
}
