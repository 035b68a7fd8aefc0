using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace BenchHub.Cli.Datasets;

internal static class DatasetCommands
{
    private const string Path = "/api/v1/datasets";

    public static Command Create() => new("datasets", "Import, list, preview and delete datasets.")
    {
        Import(), List(), Show(), Preview(), Delete(),
    };

    private static Command Import() => new("import", "Import a dataset. The same content again is the same version.")
    {
        Beir(), Trec(), Task(),
    };

    private static Command Beir()
    {
        var folder = new Argument<DirectoryInfo>("path") { Description = "Folder with corpus.jsonl, queries.jsonl and qrels/." };
        var name = Name();
        var split = new Option<string>("--split") { Description = "Which qrels/SPLIT.tsv.", DefaultValueFactory = _ => "test" };
        return new Command("beir", "Import a BEIR folder.") { folder, name, split }.Calls(async (hub, parsed, ct) =>
        {
            var files = DatasetFiles.Beir(parsed.GetValue(folder)!, parsed.GetValue(split)!);
            return parsed.Print(await DatasetUpload.Send(hub, parsed.GetValue(name)!, "beir", files, ct), Imported);
        });
    }

    private static Command Trec()
    {
        var qrels = new Option<FileInfo>("--qrels") { Required = true, Description = "qid iter docno grade" };
        var topics = new Option<FileInfo>("--topics") { Required = true, Description = "qid<TAB>text, or classic topics." };
        var name = Name();
        return new Command("trec", "Import TREC topics and qrels.") { topics, qrels, name }.Calls(async (hub, parsed, ct) =>
        {
            var files = DatasetFiles.Trec(parsed.GetValue(topics)!, parsed.GetValue(qrels)!);
            return parsed.Print(await DatasetUpload.Send(hub, parsed.GetValue(name)!, "trec", files, ct), Imported);
        });
    }

    private static Command Task()
    {
        var task = new Argument<string>("task") { Description = "Name of a task that comes with BenchHub (tasks list), or a YAML file that defines one." };
        var records = new Argument<FileInfo>("records") { Description = "JSON Lines, one record a line." };
        var name = Name();
        var fewShot = new Option<FileInfo?>("--fewshot") { Description = "Solved records of another split, for tasks that show examples of one; JSON Lines." };
        return new Command("task", "Import records of a task for language models.") { task, records, name, fewShot }.Calls(async (hub, parsed, ct) =>
        {
            var (definition, file) = (parsed.GetRequiredValue(task), DatasetFiles.Existing(parsed.GetRequiredValue(records).FullName));
            var isFile = File.Exists(definition);
            (string, FileInfo)[] files = isFile ? [("definition", new FileInfo(definition)), ("records", file)] : [("records", file)];
            files = parsed.GetValue(fewShot) is { } examples ? [.. files, ("fewshot", DatasetFiles.Existing(examples.FullName))] : files;
            return parsed.Print(await DatasetUpload.Send(hub, parsed.GetRequiredValue(name), "task", files, ct, isFile ? null : definition), Imported);
        });
    }

    private static Command List() => new Command("list", "List the datasets.").Calls(async (hub, parsed, ct) =>
    {
        var datasets = new JsonArray();
        await foreach (var dataset in hub.All(Path, ct))
        {
            datasets.Add(dataset.DeepClone());
        }

        return parsed.Print(new JsonObject { ["items"] = datasets }, static list =>
        {
            var table = Tables.Of("name", "version", "items", "documents", "id");
            foreach (var dataset in list["items"]!.AsArray())
            {
                table.Row(dataset!["name"], dataset["version"], dataset["items"], dataset["documents"], dataset["id"]);
            }

            table.Show();
        });
    });

    private static Command Show() => ById("show", "Show one dataset and its versions.", static (hub, id, ct) => hub.Get($"{Path}/{id}", ct));

    private static Command Preview() => ById("preview", "Show the first items.", static (hub, id, ct) => hub.Get($"{Path}/{id}/preview?limit=10", ct));

    private static Command Delete() => ById("delete", "Delete a dataset; results on it stay.", static (hub, id, ct) => hub.Delete($"{Path}/{id}", ct));

    private static Command ById(string verb, string description, Func<Hub.HubClient, string, CancellationToken, Task<JsonNode>> call)
    {
        var dataset = new Argument<string>("dataset") { Description = "Name or id." };
        return new Command(verb, description) { dataset }.Calls(async (hub, parsed, ct) =>
            parsed.Print(await call(hub, Uri.EscapeDataString(parsed.GetValue(dataset)!), ct), Json.Show));
    }

    private static Option<string> Name() => new("--name") { Required = true, Description = "Name of the dataset; an existing one gets a new version." };

    private static void Imported(JsonNode dataset)
    {
        Console.WriteLine($"'{dataset["name"]}' version {dataset["version"]}: {dataset["items"]} items, {dataset["documents"]} documents ({dataset["id"]}).");
        foreach (var warning in dataset["warnings"]?.AsArray() ?? [])
        {
            Common.Notes.MarkupLineInterpolated($"[yellow]{(string?)warning}[/]");
        }
    }
}
