using System.CommandLine;
using System.Text.Json.Nodes;

namespace BenchHub.Cli.Jobs;

internal static class RunCommand
{
    public static Command Create()
    {
        var systems = new Option<string[]>("--system") { Required = true, Description = "Name or id; repeat for several." };
        var datasets = new Option<string[]>("--dataset") { Required = true, Description = "Name or id; repeat for several." };
        var metrics = new Option<string[]>("--metric") { Description = "Such as ndcg@10; repeat for several." };
        var concurrency = new Option<int?>("--concurrency") { Description = "Calls in flight per task (default 8)." };
        var parallel = new Option<int?>("--parallel") { Description = "Tasks at once (default 3)." };
        var topK = new Option<int?>("--top-k") { Description = "Documents to ask for; default: what each system says." };
        var name = new Option<string?>("--name") { Description = "A name for the job." };
        var key = new Option<string?>("--idempotency-key") { Description = "The same key names the same job." };
        var dollars = new Option<decimal?>("--max-dollars") { Description = "What the job may cost; it then ends with a partial result." };
        var tokens = new Option<long?>("--max-tokens") { Description = "Tokens of requests and answers that it may take." };
        var noCache = new Option<bool>("--no-cache") { Description = "Ask again what was answered before." };
        var stop = new StopOptions();
        var judges = new Option<string[]>("--judge") { Description = "A judge of the answers; repeat for several." };
        var against = new Option<string?>("--against") { Description = "The result whose answers a pairwise judge compares with." };
        var mode = new Option<string?>("--mode") { Description = "live or batch: through the provider's batches, for less money, some time within a day (default live)." };
        var deadline = new Option<string?>("--batch-deadline") { Description = "With --mode batch: after this time what no batch has answered is asked live, such as 90m or 24h (default 24h)." };
        var window = new Option<string?>("--batch-window") { Description = "With --mode batch: when batches are submitted, in the hub's time zone, such as 22:00-06:00." };
        var priority = new Option<string?>("--priority") { Description = "With --mode batch: low, normal or high; who goes first of those that wait to submit." };
        var wait = new Option<bool>("--wait") { Description = "Wait for the end, with progress. Exit code 1 when the job does not complete." };
        return new Command("run", "Evaluate systems on datasets.")
        {
            systems, datasets, metrics, concurrency, parallel, topK, name, key, dollars, tokens, noCache, judges, against,
            stop.Early, stop.Metric, stop.Alpha, stop.Margin, stop.Seed, mode, deadline, window, priority, wait,
        }
            .Calls(async (hub, parsed, ct) =>
            {
                var body = new JsonObject
                {
                    ["systems"] = List(parsed.GetValue(systems)!),
                    ["datasets"] = List(parsed.GetValue(datasets)!),
                };
                if (parsed.GetValue(metrics) is { Length: > 0 } named)
                {
                    body["metrics"] = List(named);
                }

                if (parsed.GetValue(judges) is { Length: > 0 } seated)
                {
                    body["judges"] = List(seated);
                }

                Set(body, "against", parsed.GetValue(against));
                Set(body, "concurrency", parsed.GetValue(concurrency));
                Set(body, "parallelTasks", parsed.GetValue(parallel));
                Set(body, "topK", parsed.GetValue(topK));
                Set(body, "name", parsed.GetValue(name));
                Set(body, "maxDollars", parsed.GetValue(dollars));
                Set(body, "maxTokens", parsed.GetValue(tokens));
                Set(body, "mode", parsed.GetValue(mode));
                Set(body, "batchDeadlineSeconds", Lasting.Seconds(parsed.GetValue(deadline), "--batch-deadline"));
                Set(body, "batchWindow", parsed.GetValue(window));
                Set(body, "priority", parsed.GetValue(priority));
                if (parsed.GetValue(noCache))
                {
                    body["cache"] = false;
                }

                if (stop.Read(parsed) is { } early)
                {
                    body["earlyStop"] = early;
                }

                var job = await hub.Post("/api/v1/batch/jobs", body, ct, parsed.GetValue(key));
                return await JobProgress.Show(hub, parsed, job, parsed.GetValue(wait), ct);
            });
    }

    private static JsonArray List(IEnumerable<string> names) => [.. names.Select(static name => JsonValue.Create(name))];

    private static void Set<T>(JsonObject body, string field, T? value)
    {
        if (value is not null)
        {
            body[field] = JsonValue.Create(value);
        }
    }
}
