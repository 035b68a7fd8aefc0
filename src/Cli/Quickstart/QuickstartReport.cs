using System.Text.Json.Nodes;
using BenchHub.Cli.Comparisons;

namespace BenchHub.Cli.Quickstart;

internal static class QuickstartReport
{
    public static void Show(JsonNode outcome)
    {
        Console.WriteLine();
        Console.WriteLine(outcome["recovery"] is { } recovery
            ? $"Killed at item {recovery["killedAtItem"]} of {outcome["items"]}, went on {(double)recovery["secondsToResume"]!:0.0} s later from item {recovery["resumedAtItem"]}; " +
                $"{outcome["itemsFailed"]} items failed for good."
            : $"{outcome["items"]} items, of which {outcome["itemsFailed"]} failed for good.");
        ComparisonTables.Show(new JsonObject
        {
            ["metric"] = outcome["metric"]!.DeepClone(),
            ["ranking"] = outcome["ranking"]!.DeepClone(),
            ["comparisons"] = outcome["comparisons"]!.DeepClone(),
            ["notes"] = outcome["notes"]?.DeepClone(),
        });
        Console.WriteLine($"Done in {(double)outcome["seconds"]!:0} s.");
        Console.WriteLine(Next(outcome));
    }

    private static string Next(JsonNode outcome) => ((bool)outcome["stays"]!, (bool)outcome["kept"]!) switch
    {
        _ when outcome["data"] is null => $"""

            Look at it: {outcome["hub"]} says which system is best, how sure that is, and where it fails (API reference at /swagger).
            {((bool)outcome["kept"]! ? "The sample services go on." : $"The sample services {((bool)outcome["stays"]! ? "end with Ctrl-C" : "have ended")}; systems, dataset and results stay on the hub.")}
            """,
        (true, _) => $"""

            Look at it: {outcome["hub"]} says which system is best, how sure that is, and where it fails (API reference at /swagger).
            Ctrl-C stops everything and removes its data; ./benchhub quickstart --keep keeps both.
            """,
        (_, true) => $"""

            Look at it: {outcome["hub"]} says which system is best, how sure that is, and where it fails (API reference at /swagger).
            Its data stand in {outcome["data"]}; once it is stopped, './benchhub serve --data {outcome["data"]}' serves them again. Try next:
              ./benchhub --hub {outcome["hub"]} systems list
              ./benchhub --hub {outcome["hub"]} results list
              ./benchhub --hub {outcome["hub"]} compare --dataset {outcome["dataset"]} --metric recall@5
            """,
        _ => $"""
            The hub was at {outcome["hub"]}; everything is stopped again. Try next:
              ./benchhub quickstart --keep                       # leaves the hub running, prints the address of its dashboard
              ./benchhub serve                                   # your own hub: dashboard at http://127.0.0.1:5080, API reference at /swagger
              ./benchhub systems add NAME --url http://HOST:PORT # your own service
              ./benchhub datasets import beir DIR --name NAME
              ./benchhub run --system NAME --dataset NAME --metric ndcg@10 --wait
            """,
    };
}
