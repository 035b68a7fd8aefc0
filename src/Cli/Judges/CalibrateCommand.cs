using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;
using Spectre.Console;

namespace BenchHub.Cli.Judges;

internal static class CalibrateCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name");
        var gold = new Option<FileInfo>("--gold") { Required = true, Description = "JSONL: question, answer (or first and second), label, and where there are any references and contexts." };
        var concurrency = new Option<int?>("--concurrency") { Description = "Items at once (default 8)." };
        return new Command("calibrate", "Ask a judge about answers that people have judged.") { name, gold, concurrency }.Calls(async (hub, parsed, ct) =>
        {
            var body = new JsonObject { ["items"] = await Items(parsed.GetRequiredValue(gold), ct), ["concurrency"] = parsed.GetValue(concurrency) };
            var path = $"{JudgeCommands.Path}/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}/calibrations";
            var calibration = await hub.Post(path, body, ct);
            while ((string)calibration["status"]! == "running")
            {
                calibration = await hub.Get($"{path}/{calibration["id"]}?wait=20", ct);
            }

            parsed.Print(calibration, Print);
            return (string)calibration["status"]! == "completed" ? 0 : 1;
        });
    }

    private static async Task<JsonArray> Items(FileInfo file, CancellationToken ct)
    {
        var items = new JsonArray();
        try
        {
            var number = 0;
            await foreach (var line in File.ReadLinesAsync(file.FullName, ct))
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                {
                    items.Add(Parsed(line) as JsonObject ?? throw new HubException($"{file.Name}, line {number}: it is no JSON object."));
                }
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new HubException($"{file.Name} cannot be read: {unreadable.Message}", inner: unreadable);
        }

        return items;
    }

    private static JsonNode? Parsed(string line)
    {
        try
        {
            return JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Print(JsonNode calibration)
    {
        Console.WriteLine($"{calibration["judge"]}: {calibration["status"]}, {calibration["done"]} of {calibration["items"]} items");
        if (calibration["error"] is { } error)
        {
            Common.Notes.WriteLine((string)error!);
        }

        if (calibration["report"] is not JsonObject report)
        {
            return;
        }

        var table = Tables.Of("measure", "value", "95 % interval");
        foreach (var (measure, value) in report)
        {
            switch (value)
            {
                case JsonObject number:
                    table.Row(measure, Tables.Score(number["value"]), Tables.Interval(number["low"], number["high"]));
                    break;
                case JsonValue single:
                    table.Row(measure, single.GetValueKind() is JsonValueKind.Number ? ((double)single).ToString("0.####", CultureInfo.InvariantCulture) : single, "");
                    break;
            }
        }

        table.Show();
    }
}
