using System.CommandLine;

namespace BenchHub.Cli.Comparisons;

internal static class ComparisonCommands
{
    public static Command Create() => new("comparisons", "Comparisons that the hub keeps.") { List(), Export() };

    private static Command List() => new Command("list", "The comparisons that are kept, newest first.").Calls(async (hub, parsed, ct) =>
        parsed.Print(await hub.Get("/api/v1/comparisons?limit=100", ct), static page =>
        {
            var table = Tables.Of("id", "name", "made", "cells", "significant pairs");
            foreach (var entry in page["items"]!.AsArray())
            {
                table.Row(entry!["id"], entry["name"], entry["createdAt"], entry["cells"], entry["significantPairs"]);
            }

            table.Show();
        }));

    private static Command Export()
    {
        var id = new Argument<string>("id") { Description = "Of a comparison." };
        var format = new Option<string?>("--format") { Description = $"{ComparisonFile.Formats}. Default: as the name of the file says, else json." };
        var output = new Option<FileInfo?>("--output", "-o") { Description = "File to write; default: standard output." };
        var part = new Option<string?>("--part") { Description = "Of csv: ranking, pairs or overall." };
        var baseline = new Option<string?>("--baseline") { Description = "Of junit and sarif: the system that must not be significantly better than the others." };
        return new Command("export", "Write a comparison as a file, such as a PDF report.") { id, format, output, part, baseline }.Calls(async (hub, parsed, ct) =>
        {
            var file = parsed.GetValue(output);
            var chosen = parsed.GetValue(format) ?? (file is null ? "json" : ComparisonFile.FormatOf(file));
            await ComparisonFile.Write(hub, parsed.GetValue(id)!, chosen, parsed.GetValue(part), parsed.GetValue(baseline), file, ct);
            return 0;
        });
    }
}
