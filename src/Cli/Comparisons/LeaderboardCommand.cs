using System.CommandLine;

namespace BenchHub.Cli.Comparisons;

internal static class LeaderboardCommand
{
    public static Command Create()
    {
        var dataset = new Argument<string?>("dataset") { Description = "Name or id; without one, over all datasets.", Arity = ArgumentArity.ZeroOrOne };
        var metric = new Option<string>("--metric") { DefaultValueFactory = _ => "ndcg@10" };
        return new Command("leaderboard", "The latest result of each system, ranked on a dataset or over all.") { dataset, metric }.Calls(async (hub, parsed, ct) =>
        {
            var query = $"?metric={Uri.EscapeDataString(parsed.GetValue(metric)!)}";
            if (parsed.GetValue(dataset) is not { } one)
            {
                return parsed.Print(await hub.Get($"/api/v1/leaderboards{query}", ct), StoredComparisonTables.Overall);
            }

            var path = $"/api/v1/comparisons/leaderboard/{Uri.EscapeDataString(one)}{query}";
            return parsed.Print(await hub.Get(path, ct), answer => ComparisonTables.Ranking(parsed.GetValue(metric)!, answer.AsArray()));
        });
    }
}
