using System.CommandLine;
using System.Text.Json.Nodes;

namespace BenchHub.Cli.Comparisons;

internal static class CompareCommand
{
    public static Command Create()
    {
        var dataset = new Option<string[]>("--dataset") { Description = "Name or id; several make a comparison that is kept.", AllowMultipleArgumentsPerToken = true };
        var metric = new Option<string[]>("--metric") { Description = "Several make a comparison that is kept.", DefaultValueFactory = _ => ["ndcg@10"], AllowMultipleArgumentsPerToken = true };
        var systems = new Option<string[]>("--system") { Description = "Only these; default: every system with a result." };
        var results = new Option<string[]>("--result") { Description = "These results instead of each system's latest.", AllowMultipleArgumentsPerToken = true };
        var alpha = new Option<double>("--alpha") { Description = "Error rate of the family of tests.", DefaultValueFactory = _ => 0.05 };
        var tests = new Option<string?>("--test") { Description = "Tests, with commas between them; the first one decides (default randomization)." };
        var correction = new Option<string?>("--correct") { Description = "Correction over every test of every pair (default holm)." };
        var save = new Option<bool>("--save") { Description = "Keep the comparison." };
        var name = new Option<string?>("--name") { Description = "Of the comparison that is kept." };
        var difference = new Option<double?>("--difference") { Description = "The difference that matters to you; power is told for it (default a hundredth of the metric's range)." };
        return new Command("compare", "Rank systems on datasets and test every pair.") { dataset, metric, systems, results, alpha, tests, correction, save, name, difference }
            .Calls(async (hub, parsed, ct) =>
            {
                var (datasets, metrics) = (parsed.GetValue(dataset) ?? [], parsed.GetValue(metric) ?? []);
                var body = new JsonObject
                {
                    ["alpha"] = parsed.GetValue(alpha),
                    ["systems"] = Names(parsed.GetValue(systems)),
                    ["tests"] = Names((parsed.GetValue(tests) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
                    ["correction"] = parsed.GetValue(correction),
                    ["results"] = Names(parsed.GetValue(results)),
                };
                if (parsed.GetValue(save) || parsed.GetValue(name) is not null || parsed.GetValue(difference) is not null || datasets.Length != 1 || metrics.Length != 1)
                {
                    (body["datasets"], body["metrics"], body["name"], body["difference"]) = (Names(datasets), Names(metrics), parsed.GetValue(name), parsed.GetValue(difference));
                    return parsed.Print(await hub.Post("/api/v1/comparisons", body, ct), StoredComparisonTables.Show);
                }

                (body["dataset"], body["metric"]) = (datasets[0], metrics[0]);
                return parsed.Print(await hub.Post("/api/v1/comparisons/systems", body, ct), ComparisonTables.Show);
            });
    }

    private static JsonArray Names(string[]? names) => [.. (names ?? []).Select(static name => JsonValue.Create(name))];
}
