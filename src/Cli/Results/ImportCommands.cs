using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Cli.Datasets;
using BenchHub.Cli.Jobs;

namespace BenchHub.Cli.Results;

internal static class ImportCommands
{
    public static Command Create()
    {
        var command = new Command("import", "Bring in results that were made elsewhere.") { Trec() };
        foreach (var (format, description) in OutputsCommands.Formats)
        {
            command.Add(OutputsCommands.Create(format, description));
        }

        return command;
    }

    private static Command Trec()
    {
        var file = new Argument<FileInfo>("file") { Description = "query Q0 document rank score tag" };
        var dataset = new Option<string>("--dataset") { Required = true, Description = "Name or id of the dataset that the run answers." };
        var name = new Option<string>("--name") { Required = true, Description = "Name of the recorded system." };
        var metrics = new Option<string[]>("--metric") { Description = "What to score it with; repeat for several." };
        return new Command("trec", "Register a TREC run as a recorded system and score it.") { file, dataset, name, metrics }
            .Calls(async (hub, parsed, ct) =>
            {
                var run = DatasetFiles.Existing(parsed.GetValue(file)!.FullName);
                using var form = new MultipartFormDataContent
                {
                    { new StringContent(parsed.GetValue(name)!), "name" },
                    { new StringContent(parsed.GetValue(dataset)!), "dataset" },
                    { new StreamContent(run.OpenRead()), "file", run.Name },
                };
                var system = await hub.Upload("/api/v1/systems/recorded", form, ct);
                var body = new JsonObject
                {
                    ["systems"] = new JsonArray((string)system["id"]!),
                    ["datasets"] = new JsonArray(parsed.GetValue(dataset)!),
                };
                if (parsed.GetValue(metrics) is { Length: > 0 } named)
                {
                    body["metrics"] = new JsonArray([.. named.Select(static metric => JsonValue.Create(metric))]);
                }

                var job = await hub.Post("/api/v1/batch/jobs", body, ct);
                job = await JobProgress.Follow(hub, (string)job["id"]!, ct);
                job["system"] = system.DeepClone();
                return parsed.Print(job, JobTables.Show);
            });
    }
}
