using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Connectors.Models;
using BenchHub.Systems;

namespace BenchHub.Connectors.Systems;

internal static class ModelValidation
{
    private const int MaxName = 300;
    private const int MaxInstruction = 100_000;
    private const int MaxTokens = 10_000_000;
    private const int MaxDimensions = 65_536;
    private const int MaxExtra = 50;
    private const int MaxExtraLength = 100_000;

    // What a request asks and how its answer is read: were they replaced, another thing would be measured than the task says.
    private static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
        ["best_of", "contents", "echo", "input", "inputs", "messages", "model", "n", "prompt", "stream", "stream_options"]);

    public static void Model(ProblemList problems, ModelSpec? model)
    {
        if (model is null)
        {
            problems.When(true, "model", "A language model needs a field model with its name, such as {\"name\": \"gpt-4o-mini\"}.");
            return;
        }

        problems.When(
            string.IsNullOrWhiteSpace(model.Name) || model.Name.Length > MaxName || model.Name.Any(char.IsControl),
            "model.name", $"The model's name must have 1 to {MaxName} characters, not only blanks and no line break.");
        problems.When(!Enum.IsDefined(model.Provider), "model.provider", "The provider must be openai, anthropic, gemini or huggingface.");
        problems.When(model.Temperature is not (null or (>= 0 and <= 5)), "model.temperature", $"The temperature is {model.Temperature}; it must be between 0 and 5.");
        problems.When(model.TopP is not (null or (> 0 and <= 1)), "model.topP", $"topP is {model.TopP}; it must be above 0 and at most 1.");
        problems.When(model.MaxTokens is < 1 or > MaxTokens, "model.maxTokens", $"maxTokens is {model.MaxTokens}; it must be between 1 and {MaxTokens}.");
        problems.When(model.Instruction?.Length > MaxInstruction, "model.instruction", $"The instruction has {model.Instruction?.Length} characters; at most {MaxInstruction} are kept.");
        problems.When(model.PricedAs?.Length is 0 or > MaxName, "model.pricedAs", $"The name in the price table must have 1 to {MaxName} characters, or be absent.");
        problems.When(
            model.HasLikelihoods && model.Provider is ModelProvider.Anthropic or ModelProvider.Gemini,
            "model.hasLikelihoods", $"{model.Provider} tells no likelihood of a given text; leave hasLikelihoods out, and tasks will ask for a choice's letter.");
        Extra(problems, model);
    }

    public static void Embedding(ProblemList problems, SystemSpec spec)
    {
        if (spec is not { Model: { } model, Embedding: { } embedding })
        {
            return;
        }

        problems.When(
            !EmbeddingProtocols.Has(model.Provider), "embedding", $"{model.Provider} offers no embeddings; register the embedding model at a provider that does.");
        problems.When(
            string.IsNullOrWhiteSpace(embedding.Model) || embedding.Model.Length > MaxName || embedding.Model.Any(char.IsControl),
            "embedding.model", $"The embedding model's name must have 1 to {MaxName} characters, not only blanks and no line break.");
        problems.When(
            embedding.Dimensions is < 1 or > MaxDimensions,
            "embedding.dimensions", $"dimensions is {embedding.Dimensions}; it must be between 1 and {MaxDimensions}, or absent for the model's own.");
    }

    private static void Extra(ProblemList problems, ModelSpec model)
    {
        problems.When(model.Extra.Count > MaxExtra, "model.extra", $"extra has {model.Extra.Count} fields; at most {MaxExtra} are sent.");
        foreach (var (field, json) in model.Extra)
        {
            var shown = Net.Excerpt.Of(field, []);
            problems.When(field.Length is 0 or > MaxName, "model.extra", $"A field of extra must have a name of 1 to {MaxName} characters.");
            problems.When(Reserved.Contains(field), "model.extra", $"The field '{shown}' of extra is set by the hub itself.");
            problems.When(json.Length > MaxExtraLength, "model.extra", $"The field '{shown}' of extra has {json.Length} characters; at most {MaxExtraLength} are sent.");
            problems.When(!IsJson(json), "model.extra", $"The field '{shown}' of extra is not JSON.");
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
