using System.Text.Json;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>Names for what promptfoo compares: its providers, with the prompt where a provider has several.</summary>
internal static class PromptfooSystems
{
    private const int LongestLabel = 40;

    /// <summary>By <c>promptIdx</c>.</summary>
    /// <param name="prompts">The list <c>results.prompts</c>, each with its provider.</param>
    public static string[] Names(JsonElement prompts)
    {
        (string Provider, string Label)[] columns = [.. prompts.EnumerateArray().Select(static prompt => (Text(prompt, "provider"), Text(prompt, "label")))];
        var names = columns.Select((column, i) =>
            columns.Count(other => other.Provider == column.Provider) == 1 ? column.Provider
            : column.Label.Length is 0 or > LongestLabel || column.Label.Any(char.IsControl) ? Numbered(column.Provider, i)
            : $"{column.Provider}, {column.Label}").ToArray();
        return [.. names.Select((name, i) => names.Count(other => other == name) == 1 ? name : Numbered(name, i))];
    }

    private static string Numbered(string name, int index) => $"{name}, prompt {index + 1}";

    private static string Text(JsonElement prompt, string field) =>
        prompt.ValueKind is JsonValueKind.Object && prompt.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";
}
