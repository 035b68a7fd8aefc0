using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;

namespace BenchHub.Cli.Judges;

internal static class JudgeCommands
{
    public const string Path = "/api/v1/judges";

    public static Command Create() => new("judges", "Models that judge answers.") { Add(), List(), Show(), Remove(), CalibrateCommand.Create() };

    private static Command Add()
    {
        var name = new Argument<string>("name");
        var system = new Option<string>("--system") { Required = true, Description = "Name or id of a registered language model." };
        var definition = new Option<FileInfo?>("--definition") { Description = "YAML of the judge." };
        var builtIn = new Option<string?>("--built-in") { Description = "A judge that comes with BenchHub: rubric, binary, reference, pairwise, faithfulness …" };
        return new Command("add", "Add a judge, or a new version of it.") { name, system, definition, builtIn }.Calls(async (hub, parsed, ct) =>
        {
            var body = new JsonObject
            {
                ["name"] = parsed.GetRequiredValue(name),
                ["system"] = parsed.GetRequiredValue(system),
                ["definition"] = parsed.GetValue(definition) is { } file ? await Text(file, ct) : null,
                ["builtIn"] = parsed.GetValue(builtIn),
            };
            return parsed.Print(
                await hub.Post(Path, body, ct),
                static judge => Console.WriteLine($"{judge["name"]} version {judge["version"]}: {judge["kind"]}, prompts {judge["hash"]}, measured as {judge["metric"]}"));
        });
    }

    private static Command List() => new Command("list", "List the judges.").Calls(async (hub, parsed, ct) =>
        parsed.Print(await hub.Get(Path, ct), static answer =>
        {
            var table = Tables.Of("name", "version", "kind", "system", "prompts", "metric");
            foreach (var judge in answer["items"]!.AsArray())
            {
                table.Row(judge!["name"], judge["version"], judge["kind"], judge["systemId"], judge["hash"], judge["metric"]);
            }

            table.Show();
        }));

    private static Command Show()
    {
        var name = new Argument<string>("name");
        var version = new Option<int?>("--version") { Description = "An earlier one." };
        return new Command("show", "Show a judge with its definition.") { name, version }.Calls(async (hub, parsed, ct) =>
        {
            var query = parsed.GetValue(version) is { } number ? $"?version={number}" : "";
            return parsed.Print(await hub.Get($"{Path}/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}{query}", ct), static judge =>
            {
                Console.WriteLine($"# {judge["name"]} version {judge["version"]}, prompts {judge["hash"]}, played by {judge["systemId"]}");
                Console.WriteLine((string)judge["definition"]!);
            });
        });
    }

    private static Command Remove()
    {
        var name = new Argument<string>("name");
        return new Command("remove", "Remove a judge; results that it judged stay.") { name }.Calls(async (hub, parsed, ct) =>
        {
            var removed = parsed.GetRequiredValue(name);
            await hub.Delete($"{Path}/{Uri.EscapeDataString(removed)}", ct);
            return parsed.Print(new JsonObject { ["removed"] = removed }, static answer => Console.WriteLine($"{answer["removed"]} is removed."));
        });
    }

    private static async Task<string> Text(FileInfo file, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllTextAsync(file.FullName, ct);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new HubException($"{file.Name} cannot be read: {unreadable.Message}", inner: unreadable);
        }
    }
}
