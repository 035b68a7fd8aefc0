using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Systems;

namespace BenchHub.Connectors.Systems;

internal static class ModelValidation
{
    private const int MaxName = 300;
    private const int MaxInstruction = 100_000;
    private const int MaxTokens = 10_000_000;

    public static void Model(ProblemList problems, ModelSpec? model)
    {
        if (model is null)
        {
            problems.When(true, "model", "A language model needs a field model with its name, such as {\"name\": \"gpt-4o-mini\"}.");
            return;
        }

        problems.When(string.IsNullOrWhiteSpace(model.Name) || model.Name.Length > MaxName, "model.name", $"The model's name must have 1 to {MaxName} characters.");
        problems.When(!Enum.IsDefined(model.Provider), "model.provider", "The provider must be openai, anthropic, gemini or huggingface.");
        problems.When(model.Temperature is not (null or (>= 0 and <= 5)), "model.temperature", $"The temperature is {model.Temperature}; it must be between 0 and 5.");
        problems.When(model.TopP is not (null or (> 0 and <= 1)), "model.topP", $"topP is {model.TopP}; it must be above 0 and at most 1.");
        problems.When(model.MaxTokens is < 1 or > MaxTokens, "model.maxTokens", $"maxTokens is {model.MaxTokens}; it must be between 1 and {MaxTokens}.");
        problems.When(model.Instruction?.Length > MaxInstruction, "model.instruction", $"The instruction has {model.Instruction?.Length} characters; at most {MaxInstruction} are kept.");
        foreach (var (field, json) in model.Extra)
        {
            problems.When(!IsJson(json), "model.extra", $"The field '{field}' of extra is not JSON.");
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonNode.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
