using System.CommandLine;

namespace BenchHub.Cli.Analytics;

internal static class AnalyticsCommands
{
    private const string Path = "/api/v1/analytics";

    public static Command Create() => new("analytics", "Look at results over time and into their items.") { Report(), Trends(), Slices(), Failures(), Predict() };

    private static Command Report()
    {
        var system = new Argument<string>("system") { Description = "Name or id." };
        var from = new Option<string?>("--from") { Description = "The first day (UTC), as 2026-03-01." };
        var to = new Option<string?>("--to") { Description = "The last day, which counts as well." };
        var dataset = new Option<string?>("--dataset") { Description = "Only this one; name or id." };
        return new Command("report", "Trends, change points, performance and stability of a system.") { system, from, to, dataset }.Calls(async (hub, parsed, ct) =>
            parsed.Print(
                await hub.Get(
                    $"{Path}/systems/{Uri.EscapeDataString(parsed.GetValue(system)!)}/report"
                        + Query(("startDate", parsed.GetValue(from)), ("endDate", parsed.GetValue(to)), ("dataset", parsed.GetValue(dataset))),
                    ct),
                AnalyticsTables.Report));
    }

    private static Command Trends()
    {
        var system = new Argument<string>("system") { Description = "Name or id." };
        var dataset = new Option<string?>("--dataset") { Description = "Name or id (default: the one measured last)." };
        var metric = Metric();
        var from = new Option<string?>("--from") { Description = "The first day (UTC), as 2026-03-01." };
        var to = new Option<string?>("--to") { Description = "The last day, which counts as well." };
        return new Command("trends", "One metric of a system over time.") { system, dataset, metric, from, to }.Calls(async (hub, parsed, ct) => parsed.Print(
            await hub.Get(
                $"{Path}/trends" + Query(
                    ("system", parsed.GetValue(system)), ("dataset", parsed.GetValue(dataset)), ("metric", parsed.GetValue(metric)),
                    ("from", parsed.GetValue(from)), ("to", parsed.GetValue(to))),
                ct),
            AnalyticsTables.Trend));
    }

    private static Command Slices()
    {
        var result = Result();
        var by = new Option<string>("--by") { Description = "tag, length, language, difficulty or a field of the records.", DefaultValueFactory = _ => "tag" };
        var metric = Metric();
        var against = new Option<string?>("--against") { Description = "Another result on the same items, instead of the other items of this one." };
        return new Command("slices", "How a result does on each part of its items.") { result, by, metric, against }.Calls(async (hub, parsed, ct) => parsed.Print(
            await hub.Get(
                $"{Path}/results/{Uri.EscapeDataString(parsed.GetValue(result)!)}/slices"
                    + Query(("by", parsed.GetValue(by)), ("metric", parsed.GetValue(metric)), ("against", parsed.GetValue(against))),
                ct),
            AnalyticsTables.Slices));
    }

    private static Command Failures()
    {
        var result = Result();
        var metric = Metric();
        var threshold = new Option<string?>("--threshold") { Description = "A score worse than this is a failure (default: the middle of what the metric can be)." };
        var embedder = new Option<string?>("--embedder") { Description = "A system with an embedding model, by which prompts that mean the same are grouped too; name or id." };
        return new Command("failures", "What failed prompts have in common.") { result, metric, threshold, embedder }.Calls(async (hub, parsed, ct) => parsed.Print(
            await hub.Get(
                $"{Path}/results/{Uri.EscapeDataString(parsed.GetValue(result)!)}/failures"
                    + Query(("metric", parsed.GetValue(metric)), ("threshold", parsed.GetValue(threshold)), ("embedder", parsed.GetValue(embedder))),
                ct),
            AnalyticsTables.Failures));
    }

    private static Command Predict()
    {
        var job = new Argument<string>("job") { Description = "Id." };
        return new Command("predict", "The final scores of a job from its items so far.") { job }.Calls(async (hub, parsed, ct) => parsed.Print(
            await hub.Get($"{Path}/jobs/{Uri.EscapeDataString(parsed.GetValue(job)!)}/prediction", ct), AnalyticsTables.Predictions));
    }

    private static Argument<string> Result() => new("result") { Description = "Id." };

    private static Option<string?> Metric() => new("--metric") { Description = "Such as ndcg@10 (default: the first of the newest result)." };

    private static string Query(params (string Name, string? Value)[] parts) => "?" + string.Join('&', parts
        .Where(static part => part.Value is not null)
        .Select(static part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
}
