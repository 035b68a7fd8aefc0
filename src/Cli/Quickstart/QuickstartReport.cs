using System.Text.Json.Nodes;
using BenchHub.Cli.Comparisons;

namespace BenchHub.Cli.Quickstart;

internal static class QuickstartReport
{
    public static void Show(JsonNode outcome)
    {
        var recovery = outcome["recovery"]!;
        Console.WriteLine();
        Console.WriteLine(
            $"Killed at item {recovery["killedAtItem"]} of {recovery["items"]}, went on {(double)recovery["secondsToResume"]!:0.0} s later from item {recovery["resumedAtItem"]}; " +
            $"{recovery["itemsFailed"]} items failed for good.");
        ComparisonTables.Show(new JsonObject
        {
            ["metric"] = outcome["metric"]!.DeepClone(),
            ["ranking"] = outcome["ranking"]!.DeepClone(),
            ["comparisons"] = outcome["comparisons"]!.DeepClone(),
            ["notes"] = outcome["notes"]?.DeepClone(),
        });
        Console.WriteLine($"Done in {(double)outcome["seconds"]!:0} s.");
        Console.WriteLine((bool)outcome["kept"]!
            ? $"""
              The hub goes on at {outcome["hub"]} (API reference at /swagger). Try next:
                ./benchhub --hub {outcome["hub"]} systems list
                ./benchhub --hub {outcome["hub"]} results list
                ./benchhub --hub {outcome["hub"]} compare --dataset {outcome["dataset"]} --metric recall@5
              """
            : $"""
              The hub was at {outcome["hub"]} (API reference at /swagger); everything is stopped again. Try next:
                ./benchhub quickstart --keep                       # leaves the hub running, prints its address
                ./benchhub serve                                   # your own hub, API reference at http://127.0.0.1:5080/swagger
                ./benchhub systems add NAME --url http://HOST:PORT # your own service
                ./benchhub datasets import beir DIR --name NAME
                ./benchhub run --system NAME --dataset NAME --metric ndcg@10 --wait
              """);
    }
}
