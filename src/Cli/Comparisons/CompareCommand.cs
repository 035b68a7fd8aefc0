using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;

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
        var export = new Option<FileInfo?>("--export") { Description = "Keep the comparison in the hub and write it as a file: .pdf, .md, .tex, .csv, .json, .xml (JUnit) or .sarif." };
        var gates = new GateCommand();
        var command = new Command("compare", "Rank systems on a dataset and test every pair; with --gate, test whether systems reach a baseline.")
        {
            dataset, metric, systems, results, alpha, tests, correction, export,
        };
        foreach (var option in gates.Options)
        {
            command.Add(option);
        }

        return command.Calls(
            async (hub, parsed, ct) =>
            {
                if (gates.IsAsked(parsed))
                {
                    return await gates.Run(hub, parsed, parsed.GetValue(dataset)!, parsed.GetValue(systems) ?? [], parsed.GetValue(results) ?? [], ct);
                }

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
                var file = parsed.GetValue(export);
                var format = file is null ? null : ComparisonFile.FormatOf(file);
                var compared = await hub.Post("/api/v1/comparisons/systems", body, ct);
                if (file is not null)
                {
                    var id = await ComparisonFile.Keep(hub, body, ct);
                    await ComparisonFile.Write(hub, id, format!, null, parsed.GetValue(gates.Baseline), file, ct);
                    Common.Notes.MarkupLineInterpolated($"Kept as {id} and written to {file.FullName}.");
                }

                return parsed.Print(compared, ComparisonTables.Show);
            },
            parsed => gates.IsAsked(parsed) ? GateCommand.Error : 1);
    }
}
