using System.CommandLine;
using System.Text.Json.Nodes;

namespace BenchHub.Cli.Monitoring;

internal static class ChannelCommands
{
    private const string Path = "/api/v1/monitoring/channels";

    public static Command Create() => new("channels", "Webhooks that are told of alerts.") { Add(), List(), Remove(), Test() };

    private static Command Add()
    {
        var name = new Argument<string>("name");
        var url = new Option<string>("--url") { Required = true, Description = "Where to POST alerts." };
        var secret = new Option<string?>("--secret")
        {
            Description = "Signs what is sent (environment: BENCHHUB_CHANNEL_SECRET). Without one it is not signed.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("BENCHHUB_CHANNEL_SECRET"),
        };
        return new Command("add", "Add a webhook.") { name, url, secret }.Calls(async (hub, parsed, ct) =>
        {
            var body = new JsonObject { ["name"] = parsed.GetRequiredValue(name), ["url"] = parsed.GetRequiredValue(url), ["secret"] = parsed.GetValue(secret) };
            return parsed.Print(await hub.Post(Path, body, ct), static channel => Console.WriteLine(
                $"{channel["id"]}: '{channel["name"]}' is told at {channel["url"]}, {((bool)channel["signed"]! ? "signed" : "unsigned")}. Try it: benchhub channels test {channel["name"]}"));
        });
    }

    private static Command List() => new Command("list", "List the channels.").Calls(async (hub, parsed, ct) =>
        parsed.Print(await hub.Get(Path, ct), static answer =>
        {
            var table = Tables.Of("id", "name", "kind", "url", "signed");
            foreach (var channel in answer["items"]!.AsArray())
            {
                table.Row(channel!["id"], channel["name"], channel["kind"], channel["url"], channel["signed"]);
            }

            table.Show();
        }));

    private static Command Remove()
    {
        var name = new Argument<string>("name");
        return new Command("remove", "Remove a channel; what it was yet to be told is given up.") { name }.Calls(async (hub, parsed, ct) =>
            parsed.Print(await hub.Delete($"{Path}/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}", ct), static _ => Console.WriteLine("Removed.")));
    }

    private static Command Test()
    {
        var name = new Argument<string>("name");
        return new Command("test", "Send a test to a channel; ends with 1 when it does not arrive.") { name }.Calls(async (hub, parsed, ct) =>
        {
            var trial = await hub.Post($"{Path}/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}/test", null, ct);
            parsed.Print(trial, static trial => Console.WriteLine((bool)trial["delivered"]! ? $"Delivered in {(double)trial["milliseconds"]!:0} ms ({trial["status"]})." : (string)trial["error"]!));
            return (bool)trial["delivered"]! ? 0 : 1;
        });
    }
}
