using BenchHub.Cli.Hub;

namespace BenchHub.Cli.Comparisons;

/// <summary>A comparison that is kept, as a file.</summary>
internal static class ComparisonFile
{
    public const string Formats = "json, csv, md, latex, pdf, junit or sarif";

    /// <summary>What the name of a file says of its format.</summary>
    /// <exception cref="HubException">It says nothing.</exception>
    public static string FormatOf(FileInfo file) => file.Extension.ToLowerInvariant() switch
    {
        ".json" => "json",
        ".csv" => "csv",
        ".md" or ".markdown" => "md",
        ".tex" => "latex",
        ".pdf" => "pdf",
        ".xml" => "junit",
        ".sarif" => "sarif",
        _ => throw new HubException($"'{file.Name}' does not say its format; end it with .json, .csv, .md, .tex, .pdf, .xml (JUnit) or .sarif."),
    };

    /// <summary>Nothing is left of the file where the hub refuses or breaks off.</summary>
    public static async Task Write(HubClient hub, string id, string format, string? part, string? baseline, FileInfo? file, CancellationToken ct)
    {
        var path = $"/api/v1/comparisons/{Uri.EscapeDataString(id)}/export?format={Uri.EscapeDataString(format)}"
            + (part is null ? "" : $"&part={Uri.EscapeDataString(part)}") + (baseline is null ? "" : $"&baseline={Uri.EscapeDataString(baseline)}");
        if (file is null)
        {
            await using var output = Console.OpenStandardOutput();
            await hub.Download(path, output, ct);
            return;
        }

        var partial = file.FullName + ".partial";
        try
        {
            await using (var target = File.Create(partial))
            {
                await hub.Download(path, target, ct);
            }

            File.Move(partial, file.FullName, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
