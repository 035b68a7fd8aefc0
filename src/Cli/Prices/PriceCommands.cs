using System.CommandLine;
using System.Text.Json.Nodes;

namespace BenchHub.Cli.Prices;

internal static class PriceCommands
{
    private const string Path = "/api/v1/prices";

    public static Command Create() => new("prices", "What models cost, in US dollars for a million tokens.") { List(), Set() };

    private static Command List() => new Command("list", "List the prices.").Calls(async (hub, parsed, ct) =>
        parsed.Print(await hub.Get(Path, ct), static answer =>
        {
            var table = Tables.Of("model", "valid from", "input", "cached input", "output");
            foreach (var price in answer["items"]!.AsArray())
            {
                table.Row(price!["model"], price["validFrom"], price["input"], price["cachedInput"], price["output"]);
            }

            table.Show();
        }));

    private static Command Set()
    {
        var model = new Argument<string>("model") { Description = "The provider's name of the model." };
        var input = new Option<decimal>("--input") { Required = true, Description = "Dollars for a million tokens of requests." };
        var output = new Option<decimal>("--output") { Required = true, Description = "Dollars for a million tokens of answers." };
        var cached = new Option<decimal?>("--cached-input") { Description = "Of requests that the provider had in its cache (default: as input)." };
        return new Command("set", "Set the price of a model from now on.") { model, input, output, cached }.Calls(async (hub, parsed, ct) =>
        {
            var body = new JsonObject { ["input"] = parsed.GetValue(input), ["output"] = parsed.GetValue(output), ["cachedInput"] = parsed.GetValue(cached) };
            return parsed.Print(
                await hub.Put($"{Path}/{Uri.EscapeDataString(parsed.GetRequiredValue(model))}", body, ct),
                static price => Console.WriteLine($"{price["model"]}: ${price["input"]} in, ${price["output"]} out for a million tokens, from {price["validFrom"]} on."));
        });
    }
}
