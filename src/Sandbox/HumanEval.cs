using System.Text.Json;

namespace BenchHub.Sandbox;

/// <summary>One problem of HumanEval (Chen et al., 2021) as its JSON Lines file has it.</summary>
public sealed record HumanEval(string Prompt, string EntryPoint, string Test)
{
    /// <summary>
    /// The program is the prompt followed by the completion, and the test calls <c>check(entry_point)</c>, as the reference does.
    /// What the prompt defines beside the entry point (three problems' tests use it) is the task's and cannot be replaced.
    /// </summary>
    /// <param name="completion">
    /// The function's indented body, or code that defines the function again; see <see cref="CodeBlock.Of"/> for chat answers.
    /// </param>
    public CodeTrial Assemble(string completion) => new()
    {
        // A definition starts a line of its own; a body may already stand in the middle of one.
        Program = Prompt + (completion.Contains($"def {EntryPoint}(", StringComparison.Ordinal) ? "\n" : "") + completion + "\n",
        Test = $"{Test}\ncheck({EntryPoint})\n",
        EntryPoint = EntryPoint,
        Given = Prompt,
    };

    /// <summary>Reads <c>prompt</c>, <c>entry_point</c> and <c>test</c> of one record.</summary>
    /// <exception cref="FormatException">One of them is missing or no text; the message names it.</exception>
    public static HumanEval Of(JsonElement record) =>
        new(Text(record, "prompt"), Text(record, "entry_point"), Text(record, "test"));

    private static string Text(JsonElement record, string field) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new FormatException($"A HumanEval record needs the text field '{field}'.");
}
