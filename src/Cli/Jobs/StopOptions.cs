using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;

namespace BenchHub.Cli.Jobs;

/// <summary>The options of <c>run</c> that end a job once its systems are ranked.</summary>
internal sealed class StopOptions
{
    public Option<bool> Early { get; } = new("--stop-early") { Description = "Ask the systems, in a random order of items, no longer than it takes to rank them." };

    public Option<string?> Metric { get; } = new("--stop-metric") { Description = "By which they are ranked (default: the one --metric)." };

    public Option<double?> Alpha { get; } = new("--stop-alpha") { Description = "Chance that any pair is called wrongly (default 0.05)." };

    public Option<double?> Margin { get; } = new("--stop-margin") { Description = "Differences up to this do not matter (default 0: equal systems are asked everything)." };

    public Option<int?> Seed { get; } = new("--stop-seed") { Description = "Of the order of items (default: follows from the job's id)." };

    /// <returns>The field of the request; null without <c>--stop-early</c>.</returns>
    /// <exception cref="HubException">The options contradict each other, or name no metric.</exception>
    public JsonObject? Read(ParseResult parsed)
    {
        var (metric, alpha, margin, seed) = (parsed.GetValue(Metric), parsed.GetValue(Alpha), parsed.GetValue(Margin), parsed.GetValue(Seed));
        if (!parsed.GetValue(Early))
        {
            return metric is null && alpha is null && margin is null && seed is null
                ? null
                : throw new HubException("--stop-metric, --stop-alpha, --stop-margin and --stop-seed say how to stop early; add --stop-early.");
        }

        metric ??= parsed.GetValue<string[]>("--metric") is [var only]
            ? only
            : throw new HubException("--stop-early needs a metric by which the systems are ranked; name it with --stop-metric.");
        return new() { ["metric"] = metric, ["alpha"] = alpha, ["margin"] = margin, ["seed"] = seed };
    }
}
