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
        var judges = new Option<string[]>("--judge") { Description = "A judge of the answers; repeat for several." };
        var against = new Option<string?>("--against") { Description = "The result whose answers a pairwise judge compares with." };
        var concurrency = new Option<int?>("--concurrency") { Description = "Items that are judged at once (default 8)." };
        var dollars = new Option<decimal?>("--max-dollars") { Description = "What the judges may cost; the job then ends with a partial result." };
        var tokens = new Option<long?>("--max-tokens") { Description = "Tokens that the judges may take." };
        var noCache = new Option<bool>("--no-cache") { Description = "Ask judges again what they were asked before." };
        var name = new Option<string?>("--name") { Description = "A name for the job." };
        var key = new Option<string?>("--idempotency-key") { Description = "The same key names the same job." };
        var wait = new Option<bool>("--wait") { Description = "Wait for the end, with progress. Exit code 1 when the job does not complete." };
        return new Command("rescore", "Score the stored outputs of a result without calling its system.") { id, metrics, judges, against, concurrency, dollars, tokens, noCache, name, key, wait }
            .Calls(async (hub, parsed, ct) =>
            {
                var body = new JsonObject
                {
                    ["name"] = parsed.GetValue(name),
                    ["against"] = parsed.GetValue(against),
                    ["concurrency"] = parsed.GetValue(concurrency),
                    ["maxDollars"] = parsed.GetValue(dollars),
                    ["maxTokens"] = parsed.GetValue(tokens),
                    ["cache"] = !parsed.GetValue(noCache),
                    ["metrics"] = List(parsed.GetValue(metrics)),
                    ["judges"] = List(parsed.GetValue(judges)),
                };
                var job = await hub.Post($"/api/v1/results/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/rescore", body, ct, parsed.GetValue(key));
                return await JobProgress.Show(hub, parsed, job, parsed.GetValue(wait), ct);
            });
    }

    private static JsonArray? List(string[]? names) => names is { Length: > 0 } ? [.. names.Select(static name => JsonValue.Create(name))] : null;
}
