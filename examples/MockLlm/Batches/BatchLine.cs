using System.Text;
using System.Text.Json;

namespace BenchHub.MockLlm;

/// <summary>One request of a batch: its name and the body to be asked.</summary>
internal sealed record BatchLine(string CustomId, byte[] Body)
{
    /// <returns>The requests, and for each bad line its number and what is wrong.</returns>
    public static (List<BatchLine> Lines, List<(int Line, string Problem)> Problems) Read(byte[] file, string path)
    {
        var (lines, problems, names) = (new List<BatchLine>(), new List<(int, string)>(), new HashSet<string>());
        var number = 0;
        foreach (var text in Encoding.UTF8.GetString(file).Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            try
            {
                var line = Parse(text, path);
                lines.Add(names.Add(line.CustomId) ? line : throw new BadAskException($"The custom_id '{line.CustomId}' stands in an earlier line too."));
            }
            catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or BadAskException)
            {
                problems.Add((number, wrong is BadAskException ? wrong.Message : $"The line is not JSON: {wrong.Message}"));
            }
        }

        if (number <= 1 && lines.Count + problems.Count == 0)
        {
            problems.Add((1, "The file is empty."));
        }

        return (lines, problems);
    }

    private static BatchLine Parse(string text, string path)
    {
        using var json = JsonDocument.Parse(text);
        var line = json.RootElement;
        var name = AskFields.Text(line, "custom_id") ?? throw new BadAskException("The field 'custom_id' is missing.");
        return AskFields.Text(line, "method") != "POST" ? throw new BadAskException("The field 'method' must be POST.")
            : AskFields.Text(line, "url") is var url && url != path ? throw new BadAskException($"The url is '{url}'; the batch is for {path}.")
            : line.TryGetProperty("body", out var body) && body.ValueKind is JsonValueKind.Object ? new(name, Encoding.UTF8.GetBytes(body.GetRawText()))
            : throw new BadAskException("The field 'body' must be an object.");
    }
}
