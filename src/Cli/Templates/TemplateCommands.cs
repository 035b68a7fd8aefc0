using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;
using BenchHub.Cli.Jobs;

namespace BenchHub.Cli.Templates;

internal static class TemplateCommands
{
    private const string Path = "/api/v1/templates";

    public static Command Create() => new("templates", "Saved jobs: kept under a name, run with other settings where wanted.") { Save(), List(), Show(), Run(), Remove() };

    /// <summary>Starts the job of a template.</summary>
    public static Task<JsonNode> Run(HubClient hub, string template, JsonObject overrides, string? idempotencyKey, CancellationToken ct) =>
        hub.Post($"{Path}/{Uri.EscapeDataString(template)}/run", new JsonObject { ["overrides"] = overrides }, ct, idempotencyKey);

    private static Command Save()
    {
        var name = new Argument<string>("name");
        var description = new Option<string?>("--description") { Description = "What it is for." };
        var replace = new Option<bool>("--replace") { Description = "Replace the template of this name." };
        var options = new JobOptions();
        var command = new Command("save", "Keep a job under a name; say it as 'run' does.") { name, description, replace };
        options.AddTo(command);
        return command.Calls(async (hub, parsed, ct) =>
        {
            var saved = parsed.GetRequiredValue(name);
            var body = new JsonObject { ["name"] = saved, ["description"] = parsed.GetValue(description), ["job"] = await options.Read(parsed, ct) };
            var answer = parsed.GetValue(replace) ? await hub.Put($"{Path}/{Uri.EscapeDataString(saved)}", body, ct) : await hub.Post(Path, body, ct);
            return parsed.Print(answer, static template => Console.WriteLine($"Saved '{template["name"]}' as {template["id"]}; run it with 'benchhub run --template {template["name"]}'."));
        });
    }

    private static Command List() => new Command("list", "List the templates.").Calls(async (hub, parsed, ct) =>
    {
        var templates = new JsonArray();
        await foreach (var template in hub.All(Path, ct))
        {
            templates.Add(template.DeepClone());
        }

        return parsed.Print(new JsonObject { ["items"] = templates }, static list =>
        {
            var table = Tables.Of("name", "systems", "datasets", "description", "id");
            foreach (var template in list["items"]!.AsArray())
            {
                table.Row(template!["name"], Names(template["job"]!["systems"]), Names(template["job"]!["datasets"]), template["description"], template["id"]);
            }

            table.Show();
        });
    });

    private static Command Show() => ById("show", "Show a template.", async (hub, parsed, template, ct) => parsed.Print(await hub.Get($"{Path}/{template}", ct), Json.Show));

    private static Command Remove() => ById("remove", "Remove a template; jobs and schedules made of it stay.", async (hub, parsed, template, ct) =>
    {
        await hub.Delete($"{Path}/{template}", ct);
        return parsed.Print(new JsonObject { ["removed"] = Uri.UnescapeDataString(template) }, static answer => Console.WriteLine($"{answer["removed"]} is removed."));
    });

    private static Command Run()
    {
        var template = new Argument<string>("template") { Description = "Name or id." };
        var wait = new Option<bool>("--wait") { Description = "Wait for the end, with progress. Exit code 1 when the job does not complete." };
        var options = new JobOptions();
        var command = new Command("run", "Start the job of a template; other options replace what it says.") { template, wait };
        options.AddTo(command);
        return command.Calls(async (hub, parsed, ct) =>
            await JobProgress.Show(hub, parsed, await Run(hub, parsed.GetRequiredValue(template), await options.Read(parsed, ct), null, ct), parsed.GetValue(wait), ct));
    }

    private static Command ById(string verb, string description, Func<HubClient, ParseResult, string, CancellationToken, Task<int>> call)
    {
        var template = new Argument<string>("template") { Description = "Name or id." };
        return new Command(verb, description) { template }.Calls((hub, parsed, ct) => call(hub, parsed, Uri.EscapeDataString(parsed.GetRequiredValue(template)), ct));
    }

    private static string Names(JsonNode? names) => names is JsonArray list ? string.Join(", ", list) : "";
}
