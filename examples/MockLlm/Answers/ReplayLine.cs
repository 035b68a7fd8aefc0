using System.Text.Json;

namespace BenchHub.MockLlm;

/// <summary>One line of a replay: the answers of one or several models to one question.</summary>
internal static class ReplayLine
{
    /// <summary>Stands for every model that has no answer of its own.</summary>
    public const string AnyModel = "";

    /// <param name="line">JSON.</param>
    /// <param name="place">File and line, for messages.</param>
    /// <exception cref="MockLlmException">The line has neither shape.</exception>
    public static List<(string Question, string Model, string Answer)> Read(string line, string place)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var answers = Text(root, "question") is { } question ? [.. Models(root, question)]
                : Text(root, "input") is { } input && Text(root, "output") is { } output ? [(input, Text(root, "model") ?? AnyModel, output)]
                : new List<(string Question, string Model, string Answer)>();
            return answers.Count > 0 && answers[0].Question.Length > 0
                ? answers
                : throw new MockLlmException($"{place}: needs the texts 'input' and 'output', or a 'question' with an answer per model.");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new MockLlmException($"{place}: not a JSON object: {wrong.Message}", wrong);
        }
    }

    public static string Name(string model) => model == AnyModel ? "any model" : $"'{model}'";

    private static IEnumerable<(string Question, string Model, string Answer)> Models(JsonElement line, string question)
    {
        foreach (var field in line.EnumerateObject())
        {
            var answer = field.Value.ValueKind switch
            {
                JsonValueKind.String when field.Name != "question" => field.Value.GetString(),
                JsonValueKind.Object => Text(field.Value, "solution"),
                _ => null,
            };
            if (answer is not null)
            {
                yield return (question, field.Name, answer);
            }
        }
    }

    private static string? Text(JsonElement parent, string field) =>
        parent.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
