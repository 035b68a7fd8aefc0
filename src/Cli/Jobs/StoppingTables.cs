using System.Text.Json.Nodes;

namespace BenchHub.Cli.Jobs;

/// <summary>What early stopping came to, dataset by dataset.</summary>
internal static class StoppingTables
{
    public static void Show(JsonArray datasets)
    {
        foreach (var dataset in datasets)
        {
            var (saved, items) = ((int)dataset!["itemsSaved"]!, (int)dataset["items"]!);
            Console.WriteLine($"Early stopping by {dataset["metric"]} on '{dataset["dataset"]}': {saved:N0} of {items:N0} items were not asked ({(double)saved / items:P0} of the calls saved).");
            var table = Tables.Of("pair", "better", "difference at any time", "after items");
            foreach (var pair in dataset["pairs"]!.AsArray())
            {
                table.Row(
                    $"{pair!["a"]} - {pair["b"]}",
                    (string?)pair["verdict"] switch { "difference" => pair["better"], "equivalence" => $"neither (within {dataset["margin"]})", _ => "not known" },
                    Tables.Interval(pair["low"], pair["high"]), pair["items"]);
            }

            table.Show();
            Console.WriteLine((string?)dataset["guarantee"]);
        }
    }
}
