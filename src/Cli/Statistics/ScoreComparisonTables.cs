using System.Text.Json.Nodes;

namespace BenchHub.Cli.Statistics;

internal static class ScoreComparisonTables
{
    public static void Show(JsonNode compared)
    {
        var ranking = Tables.Of("rank", "system", "mean", "95 % interval", "n");
        foreach (var entry in compared["ranking"]!.AsArray())
        {
            ranking.Row(Tables.Ranks(entry!), entry!["system"], Tables.Score(entry["mean"]), Tables.Interval(entry["ciLow"], entry["ciHigh"]), entry["n"]);
        }

        ranking.Show();
        var tests = Tables.Of("a", "b", "a - b", "95 % interval", "d_z", "win/tie/loss", "test", "statistic", "p", $"p ({compared["correction"]})");
        foreach (var pair in compared["pairs"]!.AsArray())
        {
            foreach (var test in pair!["tests"]!.AsArray())
            {
                tests.Row(
                    pair["a"], pair["b"], Tables.Score(pair["difference"]), Tables.Interval(pair["ciLow"], pair["ciHigh"]), Tables.Score(pair["cohenDz"]),
                    $"{pair["wins"]}/{pair["ties"]}/{pair["losses"]}", test!["test"], Tables.Score(test["statistic"]), Tables.P(test["p"]), Tables.P(test["pAdjusted"]));
            }
        }

        tests.Show();
        foreach (var pair in compared["pairs"]!.AsArray())
        {
            Console.WriteLine(Told(pair!));
        }
    }

    private static string Told(JsonNode pair)
    {
        var dropped = (int)pair["dropped"]! > 0 ? $" {pair["dropped"]} items were left out, since a score is undefined." : "";
        var seen = pair["smallestVisibleDifference"] is { } smallest ? $" {pair["n"]} items show differences from {(double)smallest:0.0000} on with a power of 0.8." : "";
        return (bool)pair["significant"]!
            ? $"{pair["a"]} and {pair["b"]} differ.{dropped}"
            : $"{pair["a"]} and {pair["b"]} are not told apart.{seen}{dropped}";
    }
}
