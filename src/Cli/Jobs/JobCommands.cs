using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;

namespace BenchHub.Cli.Jobs;

internal static class JobCommands
{
    private const string Path = "/api/v1/batch/jobs";

    public static Command Create() => new("jobs", "List, watch and steer jobs.")
    {
        List(),
        ById("show", "Show one job.", static (hub, id, ct) => hub.Get($"{Path}/{id}", ct)),
        ById("watch", "Follow a job to its end.", JobProgress.Follow),
        ById("pause", "Let open calls end, keep what they brought, and stop.", Steer("pause")),
        ById("resume", "Go on with a paused job.", Steer("resume")),
        ById("cancel", "End a job; finished results stay.", Steer("cancel")),
        ById("retry", "Run the failed tasks again from where they failed.", Steer("retry")),
    };

    private static Command List() => new Command("list", "List the jobs, newest first.").Calls(async (hub, parsed, ct) =>
    {
        var page = await hub.Get($"{Path}?limit=50", ct);
        return parsed.Print(page, static list =>
        {
            var table = Tables.Of("id", "name", "status", "created");
            foreach (var job in list["items"]!.AsArray())
            {
                table.Row(job!["id"], job["name"], job["status"], job["createdAt"]);
            }

            table.Show();
        });
    });

    private static Func<HubClient, string, CancellationToken, Task<JsonNode>> Steer(string verb) =>
        (hub, id, ct) => hub.Post($"{Path}/{id}/{verb}", null, ct);

    private static Command ById(string verb, string description, Func<HubClient, string, CancellationToken, Task<JsonNode>> call)
    {
        var job = new Argument<string>("job") { Description = "Id." };
        return new Command(verb, description) { job }.Calls(async (hub, parsed, ct) =>
            parsed.Print(await call(hub, Uri.EscapeDataString(parsed.GetValue(job)!), ct), JobTables.Show));
    }
}
