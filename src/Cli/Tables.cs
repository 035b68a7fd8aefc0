using System.Text.Json.Nodes;
using Spectre.Console;

namespace BenchHub.Cli;

/// <summary>Numbers and lists as people read them; scripts use --json.</summary>
internal static class Tables
{
    public static Table Of(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        }

        return table;
    }

    public static void Row(this Table table, params object?[] cells) =>
        table.AddRow([.. cells.Select(static cell => Markup.Escape(cell?.ToString() ?? ""))]);

    public static void Show(this Table table)
    {
        // A pipe has no width; a wrapped table is of no use to grep.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 200;
        }

        AnsiConsole.Write(table);
    }

    public static string Score(JsonNode? value) => value is null ? "-" : ((double)value).ToString("0.0000");

    public static string Interval(JsonNode? low, JsonNode? high) => low is null || high is null ? "" : $"[{Score(low)}, {Score(high)}]";

    public static string P(JsonNode? value) => value is null ? "-" : (double)value switch
    {
        < 0.0001 => "< 0.0001",
        var p => p.ToString("0.0000"),
    };

    public static string Ranks(JsonNode entry) =>
        (int)entry["rankLow"]! == (int)entry["rankHigh"]! ? $"{entry["rankLow"]}" : $"{entry["rankLow"]}-{entry["rankHigh"]}";
}
