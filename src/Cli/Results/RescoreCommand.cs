using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Cli.Jobs;

namespace BenchHub.Cli.Results;

internal static class RescoreCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("result");
        var metrics = new Option<string[]>("--metric") { Description = "Such as ndcg@10; repeat for several." };
        var name = new Option<string?>("--name") { Description = "A name for the job." };
        var key = new Option<string?>("--idempotency-key") { Description = "The same key names the same job." };
        var wait = new Option<bool>("--wait") { Description = "Wait for the end, with progress. Exit code 1 when the job does not complete." };
        return new Command("rescore", "Score the stored outputs of a result without calling its system.") { id, metrics, name, key, wait }
            .Calls(async (hub, parsed, ct) =>
            {
                var body = new JsonObject { ["name"] = parsed.GetValue(name) };
                if (parsed.GetValue(metrics) is { Length: > 0 } named)
                {
                    body["metrics"] = new JsonArray([.. named.Select(static metric => JsonValue.Create(metric))]);
                }

                var job = await hub.Post($"/api/v1/results/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/rescore", body, ct, parsed.GetValue(key));
                return await JobProgress.Show(hub, parsed, job, parsed.GetValue(wait), ct);
            });
    }
}
