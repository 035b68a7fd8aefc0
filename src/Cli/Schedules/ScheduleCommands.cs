using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;
using BenchHub.Cli.Jobs;

namespace BenchHub.Cli.Schedules;

internal static class ScheduleCommands
{
    private const string Path = "/api/v1/schedules";

    public static Command Create() => new("schedules", "Jobs by the clock.")
    {
        Add(),
        List(),
        ById("show", "Show a schedule with its last runs.", static (hub, id, ct) => hub.Get($"{Path}/{id}", ct), ScheduleTables.Show),
        ById("pause", "Run nothing until it is resumed.", Steer("pause"), ScheduleTables.Say),
        ById("resume", "Go on with the next run; those of the pause are not made up for.", Steer("resume"), ScheduleTables.Say),
        ById("trigger", "Start its job now.", Steer("trigger"), ScheduleTables.Triggered),
        ById("remove", "Remove a schedule; its jobs stay.", Remove, static answer => Console.WriteLine($"{answer["removed"]} is removed.")),
    };

    private static Command Add()
    {
        var name = new Argument<string>("name");
        var cron = new Option<string>("--cron") { Required = true, Description = "Minute, hour, day of month, month, day of week, such as '30 2 * * MON-FRI'; or @daily and the like." };
        var zone = new Option<string?>("--time-zone") { Description = "An IANA name such as Europe/Berlin (default UTC)." };
        var missed = new Option<string?>("--missed") { Description = "What becomes of runs while the hub is away: once, skip or all (default once)." };
        var template = new Option<string?>("--template") { Description = "A saved job, by name or id; the other options replace what it says." };
        var options = new JobOptions();
        var command = new Command("add", "Run a job by the clock; say the job as 'run' does.") { name, cron, zone, missed, template };
        options.AddTo(command);
        return command.Calls(async (hub, parsed, ct) =>
        {
            var body = new JsonObject
            {
                ["name"] = parsed.GetRequiredValue(name),
                ["cron"] = parsed.GetRequiredValue(cron),
                ["timeZone"] = parsed.GetValue(zone),
                ["missedRuns"] = parsed.GetValue(missed),
                ["template"] = parsed.GetValue(template),
                ["job"] = await options.Read(parsed, ct),
            };
            return parsed.Print(await hub.Post(Path, body, ct), ScheduleTables.Say);
        });
    }

    private static Command List() => new Command("list", "List the schedules.").Calls(async (hub, parsed, ct) =>
    {
        var schedules = new JsonArray();
        await foreach (var schedule in hub.All(Path, ct))
        {
            schedules.Add(schedule.DeepClone());
        }

        return parsed.Print(new JsonObject { ["items"] = schedules }, ScheduleTables.List);
    });

    private static Func<HubClient, string, CancellationToken, Task<JsonNode>> Steer(string verb) => (hub, id, ct) => hub.Post($"{Path}/{id}/{verb}", null, ct);

    private static async Task<JsonNode> Remove(HubClient hub, string id, CancellationToken ct)
    {
        await hub.Delete($"{Path}/{id}", ct);
        return new JsonObject { ["removed"] = Uri.UnescapeDataString(id) };
    }

    private static Command ById(string verb, string description, Func<HubClient, string, CancellationToken, Task<JsonNode>> call, Action<JsonNode> render)
    {
        var schedule = new Argument<string>("schedule") { Description = "Name or id." };
        return new Command(verb, description) { schedule }.Calls(async (hub, parsed, ct) =>
            parsed.Print(await call(hub, Uri.EscapeDataString(parsed.GetRequiredValue(schedule)), ct), render));
    }
}
