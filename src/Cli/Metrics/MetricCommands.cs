using System.CommandLine;

namespace BenchHub.Cli.Metrics;

internal static class MetricCommands
{
    public static Command Create() => new("metrics", "The metrics that BenchHub computes.") { List() };

    private static Command List() => new Command("list", "List them with what they mean.").Calls(async (hub, parsed, ct) =>
        parsed.Print(await hub.Get("/api/v1/metrics", ct), static answer =>
        {
            var table = Tables.Of("metric", "description");
            foreach (var metric in answer["items"]!.AsArray())
            {
                table.Row(metric!["example"], metric["description"]);
            }

            table.Show();
        }));
}
