using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;
using Spectre.Console;

namespace BenchHub.Cli.Tasks;

/// <summary>Definitions of tasks, looked at before they are used; no hub is asked.</summary>
internal static class TaskCommands
{
    private static readonly Argument<string> File = new("file") { Description = "A definition, or the name of a built-in one." };

    private static readonly Option<FileInfo?> Records = new("--records") { Description = "Records as JSON Lines; the first one is shown as it would be asked." };

    private static readonly Option<bool> Lettered = new("--lettered") { Description = "Ask for the letter of a choice, as models without likelihoods are." };

    public static Command Create() => new("tasks", "What is asked of language models, and how answers are scored.") { List(), Validate() };

    private static Command List()
    {
        var command = new Command("list", "List the definitions that come with BenchHub.");
        command.SetAction(static parsed => parsed.Print(
            new JsonObject
            {
                ["items"] = new JsonArray([.. BuiltInTasks.All.Select(static task => new JsonObject
                {
                    ["name"] = task.Name,
                    ["kind"] = task.Definition.Kind.Word(),
                    ["metrics"] = TaskPreview.Strings(task.Definition.Metrics.Names),
                    ["description"] = task.Description,
                })]),
            },
            static answer =>
            {
                var table = Tables.Of("name", "kind", "metrics", "description");
                foreach (var task in answer["items"]!.AsArray())
                {
                    table.Row(task!["name"], task["kind"], string.Join(", ", task["metrics"]!.AsArray().Select(static name => (string)name!)), task["description"]);
                }

                table.Show();
            }));
        return command;
    }

    private static Command Validate()
    {
        var command = new Command("validate", "Tell what a definition asks for, or why it cannot be used.") { File, Records, Lettered };
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                var name = parsed.GetRequiredValue(File);
                var task = BuiltInTasks.Find(name)?.Definition ?? TaskFile.Read(new(name));
                _ = new TaskScorer(task, task.Metrics);
                var records = parsed.GetValue(Records) is { } file ? await TaskFile.First(file, 1 + (task.FewShot.Samples.Count > 0 ? 0 : task.FewShot.Count), ct) : [];
                return parsed.Print(TaskPreview.Of(task, records, parsed.GetValue(Lettered)), TaskPreview.Show);
            }
            catch (Exception refused) when (refused is HubException or MalformedInputException or InvalidItemException or UnknownMetricException)
            {
                Common.Notes.MarkupLineInterpolated($"[red]{refused.Message}[/]");
                return 1;
            }
        });
        return command;
    }
}
