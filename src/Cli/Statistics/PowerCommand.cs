using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Power;

namespace BenchHub.Cli.Statistics;

/// <summary>Plans a paired comparison before it is run.</summary>
internal static class PowerCommand
{
    private static readonly Option<double> Deviation = new("--sd")
    {
        Required = true,
        Description = "Standard deviation of the differences per item, say of an earlier comparison of like systems.",
    };

    private static readonly Option<double?> Effect = new("--effect") { Description = "Difference of the means that matters." };

    private static readonly Option<long?> Items = new("--items") { Description = "How many items there are." };

    private static readonly Option<double> Alpha = new("--alpha") { Description = "Chance of a false alarm.", DefaultValueFactory = static _ => PowerSettings.Default.Alpha };

    private static readonly Option<double> Power = new("--power") { Description = "Chance to find the effect.", DefaultValueFactory = static _ => PowerSettings.Default.Power };

    public static Command Create()
    {
        var command = new Command("power", "How many items show an effect, which effect they show, and how surely (paired t-test, two-sided).")
        {
            Deviation, Effect, Items, Alpha, Power,
        };
        command.Computes(static (parsed, _) => Task.FromResult(parsed.Print(
            Plan(parsed.GetValue(Effect), parsed.GetValue(Deviation), parsed.GetValue(Items), new() { Alpha = parsed.GetValue(Alpha), Power = parsed.GetValue(Power) }),
            Say)));
        return command;
    }

    private static JsonObject Plan(double? effect, double deviation, long? items, PowerSettings settings)
    {
        var plan = new JsonObject
        {
            ["sd"] = deviation,
            ["effect"] = effect,
            ["items"] = items,
            ["alpha"] = settings.Alpha,
            ["power"] = settings.Power,
        };
        switch (effect, items)
        {
            case (null, null):
                throw new StatisticRefusedException("Give --effect to learn how many items it needs, --items to learn which effect they show, or both to learn how surely.");
            case ({ } wanted, null):
                plan["itemsNeeded"] = PairedPower.Items(wanted, deviation, settings);
                break;
            case (null, { } given):
                plan["smallestEffect"] = PairedPower.SmallestEffect(given, deviation, settings);
                break;
            case ({ } wanted, { } given):
                plan["powerReached"] = PairedPower.Of(wanted, deviation, given, settings);
                plan["itemsNeeded"] = PairedPower.Items(wanted, deviation, settings);
                plan["smallestEffect"] = PairedPower.SmallestEffect(given, deviation, settings);
                break;
        }

        return plan;
    }

    private static void Say(JsonNode plan)
    {
        var surely = $"with a power of {plan["power"]} at alpha {plan["alpha"]} (paired t-test, two-sided, sd of the differences {plan["sd"]})";
        if (plan["powerReached"] is { } reached)
        {
            Console.WriteLine($"{plan["items"]} items show a difference of {plan["effect"]} with a power of {(double)reached:0.000} at alpha {plan["alpha"]}.");
        }

        if (plan["itemsNeeded"] is { } needed)
        {
            Console.WriteLine($"A difference of {plan["effect"]} needs {needed} items {surely}.");
        }

        if (plan["smallestEffect"] is { } smallest)
        {
            Console.WriteLine($"{plan["items"]} items show differences from {(double)smallest:0.0000} on {surely}.");
        }
    }
}
