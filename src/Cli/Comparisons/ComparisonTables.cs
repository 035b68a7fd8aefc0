using System.Text.Json.Nodes;

namespace BenchHub.Cli.Comparisons;

internal static class ComparisonTables
{
    /// <summary>One dataset and metric, with every pair.</summary>
    public static void Show(JsonNode comparison)
    {
        Ranking((string)comparison["metric"]!, comparison["ranking"]!.AsArray());
        if (comparison["comparisons"]!.AsArray() is { Count: > 0 } pairs)
        {
            var table = Tables.Of("pair", "difference", "95 % interval", "p", "p adjusted", "d_z", "wins/ties/losses", "");
            foreach (var pair in pairs)
            {
                table.Row(
                    $"{pair!["a"]} - {pair["b"]}", ((double)pair["difference"]!).ToString("+0.0000;-0.0000"),
                    Tables.Interval(pair["ciLow"], pair["ciHigh"]), Tables.P(pair["p"]), Tables.P(pair["pAdjusted"]),
                    pair["effectSize"] is { } d ? ((double)d!).ToString("0.00") : "-",
                    $"{pair["wins"]}/{pair["ties"]}/{pair["losses"]}", (bool)pair["significant"]! ? "significant" : "");
            }

            table.Show();
            foreach (var sentence in pairs.Where(static pair => pair!["power"] is not null).Select(static pair => $"{pair!["a"]} - {pair["b"]}: {pair["power"]!["sentence"]}").Take(20))
            {
                Console.WriteLine(sentence);
            }
        }

        foreach (var note in comparison["notes"]?.AsArray() ?? [])
        {
            Console.WriteLine((string?)note);
        }
    }

    public static void Ranking(string metric, JsonArray ranking)
    {
        var table = Tables.Of("rank", "rank interval", "system", metric, "95 % interval", "n", "errors");
        foreach (var entry in ranking)
        {
            table.Row(
                entry!["rank"], Tables.Ranks(entry), entry["system"], Tables.Score(entry["value"]),
                Tables.Interval(entry["ciLow"], entry["ciHigh"]), entry["n"], entry["errors"]);
        }

        table.Show();
    }
}
