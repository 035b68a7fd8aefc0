using System.Text;
using System.Text.Json;
using BenchHub.Cli.Datasets;
using BenchHub.Cli.Hub;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Tasks;

namespace BenchHub.Cli.Tasks;

/// <summary>Definitions and records from files.</summary>
internal static class TaskFile
{
    private const long Longest = 16 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="HubException">There is no such file, or it is too large.</exception>
    /// <exception cref="MalformedInputException">It cannot be used; with the line.</exception>
    public static TaskDefinition Read(FileInfo file) =>
        TaskDefinition.Parse(Text(DatasetFiles.Existing(file.FullName)), file.Name, name => Included(file, name));

    /// <summary>The first records; fewer where there are not so many.</summary>
    /// <exception cref="MalformedInputException">A line is no JSON object.</exception>
    public static async Task<IReadOnlyList<JsonElement>> First(FileInfo file, int count, CancellationToken ct)
    {
        var records = new List<JsonElement>();
        using var reader = DatasetFiles.Existing(file.FullName).OpenText();
        for (var number = 1; records.Count < count && await reader.ReadLineAsync(ct) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                records.Add(Record(line, file.Name, number));
            }
        }

        return records.Count > 0 ? records : throw new HubException($"{file.Name} has no records.");
    }

    private static JsonElement Record(string line, string file, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.Clone();
        }
        catch (JsonException broken)
        {
            throw new MalformedInputException(file, number, $"This is not valid JSON (near character {broken.BytePositionInLine + 1}).");
        }
    }

    private static string? Included(FileInfo from, string name) =>
        new FileInfo(Path.Combine(from.DirectoryName!, name)) is { Exists: true } file ? Text(file) : null;

    private static string Text(FileInfo file)
    {
        if (file.Length > Longest)
        {
            throw new HubException($"{file.Name} is larger than {Longest >> 20} MB, which no definition is.");
        }

        var bytes = File.ReadAllBytes(file.FullName);
        try
        {
            return Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException broken)
        {
            var line = 1 + bytes.AsSpan(0, Math.Max(0, broken.Index)).Count((byte)'\n');
            throw new MalformedInputException(file.Name, line, "The file is not UTF-8; save it as UTF-8.");
        }
    }
}
