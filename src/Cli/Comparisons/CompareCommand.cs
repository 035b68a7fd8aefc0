using System.CommandLine;
using System.Text.Json.Nodes;

namespace BenchHub.Cli.Comparisons;

internal static class CompareCommand
{
    public static Command Create()
    {
        var dataset = new Option<string>("--dataset") { Required = true, Description = "Name or id." };
        var metric = new Option<string>("--metric") { DefaultValueFactory = _ => "ndcg@10" };
        var systems = new Option<string[]>("--system") { Description = "Only these; default: every system with a result." };
        var results = new Option<string[]>("--result") { Description = "These results instead of each system's latest.", AllowMultipleArgumentsPerToken = true };
        var alpha = new Option<double>("--alpha") { Description = "Error rate of the family of tests.", DefaultValueFactory = _ => 0.05 };
        var tests = new Option<string?>("--test") { Description = "Tests, with commas between them; the first one decides (default randomization)." };
        var correction = new Option<string?>("--correct") { Description = "Correction over every test of every pair (default holm)." };
        return new Command("compare", "Rank systems on a dataset and test every pair.") { dataset, metric, systems, results, alpha, tests, correction }
            .Calls(async (hub, parsed, ct) =>
            {
                var body = new JsonObject
                {
                    ["dataset"] = parsed.GetValue(dataset),
                    ["metric"] = parsed.GetValue(metric),
                    ["alpha"] = parsed.GetValue(alpha),
                    ["systems"] = new JsonArray([.. (parsed.GetValue(systems) ?? []).Select(static name => JsonValue.Create(name))]),
                    ["tests"] = new JsonArray([.. (parsed.GetValue(tests) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(static test => JsonValue.Create(test))]),
                    ["correction"] = parsed.GetValue(correction),
                    ["results"] = new JsonArray([.. (parsed.GetValue(results) ?? []).Select(static id => JsonValue.Create(id))]),
                };
                return parsed.Print(await hub.Post("/api/v1/comparisons/systems", body, ct), ComparisonTables.Show);
            });
    }
}
