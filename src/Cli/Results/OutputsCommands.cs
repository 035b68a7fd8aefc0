using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Cli.Datasets;
using BenchHub.Cli.Hub;
using BenchHub.Cli.Jobs;
using Spectre.Console;

namespace BenchHub.Cli.Results;

/// <summary>Answers of language models that another tool recorded: registered, scored, and ready to be compared.</summary>
internal static class OutputsCommands
{
    public static readonly (string Format, string Description)[] Formats =
    [
        ("lm-eval", "Import samples_*.jsonl of lm-evaluation-harness (--log_samples)."),
        ("inspect", "Import logs of inspect_ai in their JSON format."),
        ("promptfoo", "Import results of 'promptfoo eval -o results.json'; each provider with each prompt is a system."),
        ("openai-batch", "Import output of OpenAI's Batch API; needs --dataset, since the questions are not in it."),
        ("outputs", "Import JSON Lines: {\"id\": …, \"output\": \"…\"}, or \"outputs\": […] for repeats."),
    ];

    public static Command Create(string format, string description)
    {
        var files = new Argument<FileInfo[]>("files") { Arity = ArgumentArity.OneOrMore, Description = "One or several; together they are about the same items." };
        var names = new Option<string[]>("--name") { Description = "Name of the recorded system; repeat for several, in their order. Default: what the files tell." };
        var dataset = new Option<string?>("--dataset") { Description = "Name or id of the dataset that was asked. Default: one is made of the files." };
        var made = new Option<string?>("--new-dataset") { Description = "Name of the dataset that is made of the files." };
        var task = new Option<string?>("--task") { Description = "What to make of its records: the name of a task (tasks list), or a YAML file." };
        var metrics = new Option<string[]>("--metric") { Description = "What to score with; repeat for several. Default: what the task names, and the scores of the other tool." };
        return new Command(format, description) { files, names, dataset, made, task, metrics }.Calls(async (hub, parsed, ct) =>
        {
            using var form = new MultipartFormDataContent { { new StringContent(format), "format" } };
            var given = parsed.GetRequiredValue(files).Select(static file => DatasetFiles.Existing(file.FullName)).ToArray();
            Fields(form, "name", parsed.GetValue(names) is { Length: > 0 } named ? named : Named(format, given));
            Fields(form, "dataset", parsed.GetValue(dataset));
            Fields(form, "newDataset", parsed.GetValue(made));
            Fields(form, "task", parsed.GetValue(task) is { } text && File.Exists(text) ? await File.ReadAllTextAsync(text, ct) + "\n" : parsed.GetValue(task));
            foreach (var file in given)
            {
                form.Add(new StreamContent(file.OpenRead()), "file", file.Name);
            }

            var imported = await hub.Upload("/api/v1/systems/recorded", form, ct);
            Warn(imported);
            var job = await Scored(hub, imported, parsed.GetValue(metrics) ?? [], ct);
            job["imported"] = imported.DeepClone();
            parsed.Print(job, static done => Show(done));
            return (string?)job["status"] == "completed" ? 0 : 1;
        });
    }

    // The harness writes each model's samples into a folder that is called like the model.
    private static string[] Named(string format, FileInfo[] files)
    {
        string[] folders = [.. files.Select(static file => file.Directory?.Name ?? "")];
        return format == "lm-eval" && files.Length > 1 && folders.Distinct(StringComparer.Ordinal).Count() == files.Length ? folders : [];
    }

    private static void Fields(MultipartFormDataContent form, string field, params IEnumerable<string?> values)
    {
        foreach (var value in values.Where(static value => !string.IsNullOrEmpty(value)))
        {
            form.Add(new StringContent(value!), field);
        }
    }

    private static async Task<JsonNode> Scored(HubClient hub, JsonNode imported, string[] metrics, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["systems"] = new JsonArray([.. imported["systems"]!.AsArray().Select(static system => JsonValue.Create((string)system!["id"]!))]),
            ["datasets"] = new JsonArray((string)imported["dataset"]!),
        };
        if (metrics.Length > 0)
        {
            body["metrics"] = new JsonArray([.. metrics.Select(static metric => JsonValue.Create(metric))]);
        }

        var job = await hub.Post("/api/v1/batch/jobs", body, ct);
        return await JobProgress.Follow(hub, (string)job["id"]!, ct);
    }

    private static void Warn(JsonNode imported)
    {
        foreach (var system in imported["systems"]!.AsArray())
        {
            foreach (var warning in system!["warnings"]!.AsArray())
            {
                Common.Notes.MarkupLineInterpolated($"{(string?)system["name"]}: {(string?)warning}");
            }
        }
    }

    private static void Show(JsonNode job)
    {
        JobTables.Show(job);
        string[] metrics = [.. job["results"]?.AsArray().SelectMany(static result => result!["metrics"]!.AsObject().Select(static metric => metric.Key)).Distinct() ?? []];
        if (metrics.Length == 0)
        {
            return;
        }

        var compare = $"benchhub compare --dataset {Quoted((string)job["imported"]!["dataset"]!)} --metric";
        Console.WriteLine("Compare it with all that was measured on the dataset:");
        Console.WriteLine($"  {compare} {Quoted(metrics[0])}");
        Console.WriteLine(metrics.Length > 1 ? $"  {compare} {Quoted(metrics[1])}" : $"  {compare} {Quoted(metrics[0])} --test randomization,ttest");
    }

    // As a shell takes it.
    private static string Quoted(string word) => word.All(static c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '@')
        ? word
        : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
