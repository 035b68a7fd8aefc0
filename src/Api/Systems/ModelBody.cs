using System.Collections.Immutable;
using System.Text.Json;
using BenchHub.Api.Json;
using BenchHub.Systems;

namespace BenchHub.Api.Systems;

/// <summary>Which model to ask, and how. What a task says of its requests is stronger.</summary>
[RequestBody]
internal sealed record ModelBody
{
    /// <summary>openai (and whoever speaks as it does), anthropic, gemini or huggingface. Default: openai.</summary>
    public string? Provider { get; init; }

    /// <summary>The provider's name of the model.</summary>
    public string? Name { get; init; }

    /// <summary>Read answers as streams. Default: false.</summary>
    public bool? Streams { get; init; }

    /// <summary>The server tells the log-likelihood of a given text (completions with echo and logprobs). Default: false.</summary>
    public bool? HasLikelihoods { get; init; }

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    public int? MaxTokens { get; init; }

    public int? Seed { get; init; }

    /// <summary>Comes before every request as the system's turn.</summary>
    public string? Instruction { get; init; }

    /// <summary>Further fields of each request's body.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extra { get; init; }

    /// <summary>Its name in the price table. Default: name.</summary>
    public string? PricedAs { get; init; }

    public ModelSpec ToSpec() => new()
    {
        Provider = Provider?.ToLowerInvariant() switch
        {
            null or "openai" => ModelProvider.OpenAi,
            "anthropic" => ModelProvider.Anthropic,
            "gemini" => ModelProvider.Gemini,
            "huggingface" => ModelProvider.HuggingFace,
            var other => throw new RefusedException(Refusal.Invalid, $"The provider is openai, anthropic, gemini or huggingface, not '{other}'.", "model.provider"),
        },
        Name = Name ?? "",
        Streams = Streams ?? false,
        HasLikelihoods = HasLikelihoods ?? false,
        Temperature = Temperature,
        TopP = TopP,
        MaxTokens = MaxTokens,
        Seed = Seed,
        Instruction = Instruction,
        Extra = (Extra ?? ImmutableDictionary<string, JsonElement>.Empty).ToImmutableSortedDictionary(static field => field.Key, static field => field.Value.GetRawText()),
        PricedAs = PricedAs,
    };
}

/// <summary>Which model of the provider embeds.</summary>
[RequestBody]
internal sealed record EmbeddingBody
{
    /// <summary>The provider's name of the model.</summary>
    public string? Model { get; init; }

    /// <summary>Numbers of a vector, for models that can be told. Default: the model's own.</summary>
    public int? Dimensions { get; init; }

    public EmbeddingSpec ToSpec() => new() { Model = Model ?? "", Dimensions = Dimensions };
}

/// <summary>The model of a registered system.</summary>
internal sealed record ModelDetails(
    ModelProvider Provider, string Name, bool Streams, bool HasLikelihoods, double? Temperature, double? TopP, int? MaxTokens, int? Seed,
    string? Instruction, IReadOnlyDictionary<string, JsonElement> Extra, string? PricedAs)
{
    public static ModelDetails? Of(ModelSpec? model) => model is null ? null : new(
        model.Provider, model.Name, model.Streams, model.HasLikelihoods, model.Temperature, model.TopP, model.MaxTokens, model.Seed, model.Instruction,
        model.Extra.ToDictionary(static field => field.Key, static field => JsonElement.Parse(field.Value)), model.PricedAs);
}
