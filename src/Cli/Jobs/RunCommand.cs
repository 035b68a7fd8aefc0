using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;
using BenchHub.Cli.Templates;

namespace BenchHub.Cli.Jobs;

internal static class RunCommand
{
    public static Command Create()
    {
        var options = new JobOptions();
        var template = new Option<string?>("--template") { Description = "A saved job, by name or id; the other options replace what it says." };
        var name = new Option<string?>("--name") { Description = "A name for the job." };
        var key = new Option<string?>("--idempotency-key") { Description = "The same key names the same job." };
        var wait = new Option<bool>("--wait") { Description = "Wait for the end, with progress. Exit code 1 when the job does not complete." };
        var command = new Command("run", "Evaluate systems on datasets.") { template, name, key, wait };
        options.AddTo(command);
        return command.Calls(async (hub, parsed, ct) =>
        {
            var body = await options.Read(parsed, ct);
            if (parsed.GetValue(name) is { } named)
            {
                body["name"] = named;
            }

            var job = parsed.GetValue(template) is { } saved
                ? await TemplateCommands.Run(hub, saved, body, parsed.GetValue(key), ct)
                : await hub.Post("/api/v1/batch/jobs", Complete(body), ct, parsed.GetValue(key));
            return await JobProgress.Show(hub, parsed, job, parsed.GetValue(wait), ct);
        });
    }

    /// <exception cref="HubException">What only a template may leave open is missing.</exception>
    private static JsonObject Complete(JsonObject body) =>
        body["systems"] is null && body["systemIds"] is null ? throw new HubException("Name at least one --system, or a --template.")
        : body["datasets"] is null && body["datasetIds"] is null ? throw new HubException("Name at least one --dataset, or a --template.")
        : body;
}
