using System.CommandLine;

namespace BenchHub.Cli.Comparisons;

internal static class LeaderboardCommand
{
    public static Command Create()
    {
        var dataset = new Argument<string>("dataset") { Description = "Name or id." };
        var metric = new Option<string>("--metric") { DefaultValueFactory = _ => "ndcg@10" };
        return new Command("leaderboard", "The latest result of each system on a dataset, ranked.") { dataset, metric }.Calls(async (hub, parsed, ct) =>
        {
            var path = $"/api/v1/comparisons/leaderboard/{Uri.EscapeDataString(parsed.GetValue(dataset)!)}?metric={Uri.EscapeDataString(parsed.GetValue(metric)!)}";
            return parsed.Print(await hub.Get(path, ct), answer => ComparisonTables.Ranking(parsed.GetValue(metric)!, answer.AsArray()));
        });
    }
}
