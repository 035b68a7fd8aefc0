using System.CommandLine;
using System.Text.Json.Nodes;

namespace BenchHub.Cli.Monitoring;

internal static class AlertCommands
{
    private const string Path = "/api/v1/monitoring";

    public static Command Create() => new("alerts", "What crossed a limit or got worse, and the rules that say so.") { List(), Rules(), Silence() };

    private static Command List()
    {
        var state = new Option<string?>("--state") { Description = "firing or resolved." };
        var limit = new Option<int>("--limit") { Description = "How many.", DefaultValueFactory = _ => 50 };
        return new Command("list", "List the alerts, newest first.") { state, limit }.Calls(async (hub, parsed, ct) =>
        {
            var query = parsed.GetValue(state) is { Length: > 0 } wanted ? $"&state={Uri.EscapeDataString(wanted)}" : "";
            return parsed.Print(await hub.Get($"{Path}/alerts?limit={parsed.GetValue(limit)}{query}", ct), static answer =>
            {
                var table = Tables.Of("at", "state", "severity", "alert", "told");
                foreach (var alert in answer["items"]!.AsArray())
                {
                    table.Row(alert!["at"], alert["state"], alert["severity"], alert["message"], Told(alert["deliveries"]!.AsArray()));
                }

                table.Show();
            });
        });
    }

    private static Command Rules() => new Command("rules", "List the alert rules.").Calls(async (hub, parsed, ct) =>
        parsed.Print(await hub.Get($"{Path}/rules", ct), static answer =>
        {
            var table = Tables.Of("id", "name", "metric", "min", "max", "baseline", "state", "firing");
            foreach (var rule in answer["items"]!.AsArray())
            {
                table.Row(rule!["id"], rule["name"], rule["metric"], rule["min"], rule["max"], rule["baseline"], rule["state"], rule["firing"]);
            }

            table.Show();
        }));

    private static Command Silence()
    {
        var rule = new Argument<string>("rule") { Description = "Name or id." };
        var minutes = new Option<double>("--minutes") { Description = "For how long.", DefaultValueFactory = _ => 60 };
        var reason = new Option<string?>("--reason") { Description = "Why, for the others." };
        var end = new Option<bool>("--end") { Description = "End a silence instead." };
        return new Command("silence", "Tell nobody of a rule's alerts for a while.") { rule, minutes, reason, end }.Calls(async (hub, parsed, ct) =>
        {
            var path = $"{Path}/rules/{Uri.EscapeDataString(parsed.GetRequiredValue(rule))}/silence";
            var answer = parsed.GetValue(end)
                ? await hub.Delete(path, ct)
                : await hub.Post(path, new JsonObject { ["minutes"] = parsed.GetValue(minutes), ["reason"] = parsed.GetValue(reason) }, ct);
            return parsed.Print(answer, static rule => Console.WriteLine(
                rule["silencedUntil"] is { } until ? $"'{rule["name"]}' is silent until {until}." : $"'{rule["name"]}' is not silenced; it is {rule["state"]}."));
        });
    }

    private static string Told(JsonArray deliveries) => string.Join(", ", deliveries.Select(static delivery => $"{delivery!["channel"]}: {delivery["status"]}"));
}
