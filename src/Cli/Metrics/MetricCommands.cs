using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Api;
using BenchHub.Api.Json;
using BenchHub.Api.Metrics;
using BenchHub.Evaluation.Metrics;
using Spectre.Console;

namespace BenchHub.Cli.Metrics;

/// <summary>The catalog of this program; no hub is asked.</summary>
internal static class MetricCommands
{
    private static readonly Option<string?> Input = new("--input")
    {
        Description = $"Only metrics that need this of an item: {string.Join(", ", Enum.GetValues<MetricInput>().Select(static input => input.Word()))}.",
    };

    private static readonly Argument<string> Name = new("metric") { Description = "Such as ndcg@10, bleu or rouge_l(stem=true)." };

    static MetricCommands() => Input.AcceptOnlyFromAmong([.. Enum.GetValues<MetricInput>().Select(static input => input.Word())]);

    public static Command Create() => new("metrics", "The metrics that BenchHub computes.") { List(), Show() };

    private static Command List()
    {
        var command = new Command("list", "List them with what they mean.") { Input };
        command.SetAction(static parsed => parsed.Print(
            new JsonObject { ["items"] = JsonSerializer.SerializeToNode(MetricDefinitionAnswer.All(parsed.GetValue(Input)), ApiJson.Options) },
            static answer =>
            {
                var table = Tables.Of("metric", "input", "better", "unit", "description");
                foreach (var metric in answer["items"]!.AsArray())
                {
                    table.Row(metric!["example"], metric["input"], metric["direction"], metric["unit"], metric["description"]);
                }

                table.Show();
            }));
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "Tell formula, reference and denominator of one of them.") { Name };
        command.SetAction(static parsed =>
        {
            try
            {
                var definition = MetricCatalog.Resolve(parsed.GetRequiredValue(Name)).Definition;
                var answer = MetricDefinitionAnswer.All(input: null).Single(metric => metric.Name == definition.Name);
                return parsed.Print(JsonSerializer.SerializeToNode(answer, ApiJson.Options)!, Describe);
            }
            catch (UnknownMetricException unknown)
            {
                Common.Notes.MarkupLineInterpolated($"[red]{unknown.Message}[/]");
                return 1;
            }
        });
        return command;
    }

    private static void Describe(JsonNode metric)
    {
        foreach (var (field, value) in metric.AsObject())
        {
            switch (value)
            {
                case JsonArray parameters when field == "parameters":
                    foreach (var parameter in parameters)
                    {
                        Console.WriteLine($"{$"  {parameter!["name"]}",-13} {parameter["description"]} ({parameter["allowed"]}; default {parameter["default"]})");
                    }

                    break;
                case JsonArray { Count: > 0 } words:
                    Console.WriteLine($"{field,-13} {string.Join(", ", words)}");
                    break;
                case JsonValue:
                    Console.WriteLine($"{field,-13} {value}");
                    break;
                default:
                    break;
            }
        }
    }
}
