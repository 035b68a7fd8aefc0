using System.Collections.Immutable;

namespace BenchHub.Systems;

/// <summary>Whose HTTP interface a model stands behind.</summary>
public enum ModelProvider
{
    /// <summary>Chat completions and completions as OpenAI, vLLM, TGI, Ollama, LM Studio and many others offer them.</summary>
    OpenAi = 0,

    /// <summary>Anthropic's messages.</summary>
    Anthropic = 1,

    /// <summary>Google's <c>generateContent</c>.</summary>
    Gemini = 2,

    /// <summary>Text generation inference of Hugging Face (<c>/generate</c>).</summary>
    HuggingFace = 3,
}

/// <summary>Which model to ask, and how. What a task says of its requests is stronger than what stands here.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.model-spec")]
public sealed record ModelSpec
{
    [Id(0)] public ModelProvider Provider { get; init; }

    /// <summary>The provider's name of the model.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>Whether to read the answer as a stream, which tells the time to the first token.</summary>
    [Id(2)] public bool Streams { get; init; }

    /// <summary>
    /// Whether the provider tells the log-likelihood of a given text (completions with <c>echo</c> and <c>logprobs</c>).
    /// </summary>
    [Id(3)] public bool HasLikelihoods { get; init; }

    [Id(4)] public double? Temperature { get; init; }

    [Id(5)] public double? TopP { get; init; }

    [Id(6)] public int? MaxTokens { get; init; }

    [Id(7)] public int? Seed { get; init; }

    /// <summary>Comes before every request as the system's turn; null means none.</summary>
    [Id(8)] public string? Instruction { get; init; }

    /// <summary>Further fields of the request's body, each as JSON text: <c>reasoning_effort</c>, <c>"low"</c>.</summary>
    [Id(9)] public ImmutableSortedDictionary<string, string> Extra { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Its name in the price table; null means <see cref="Name"/>.</summary>
    [Id(10)] public string? PricedAs { get; init; }
}

/// <summary>Which model of the provider embeds.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.embedding-spec")]
public sealed record EmbeddingSpec
{
    /// <summary>The provider's name of the model.</summary>
    [Id(0)] public required string Model { get; init; }

    /// <summary>Numbers of a vector, for models that can be told; null means the model's own.</summary>
    [Id(1)] public int? Dimensions { get; init; }
}

/// <summary>How to ask a RAG service for an answer, and where it stands.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.answer-mapping")]
public sealed record AnswerMapping
{
    [Id(0)] public string Path { get; init; } = "/api/v1/answer";

    /// <summary>As <see cref="RetrieveMapping.Body"/>. Null means <c>{"query": {{query}}}</c>.</summary>
    [Id(1)] public string? Body { get; init; }

    /// <summary>Path to the answer's text.</summary>
    [Id(2)] public string Text { get; init; } = "answer";

    /// <summary>Path to the list of contexts; each is a text or an object. Empty where the service tells none.</summary>
    [Id(3)] public string Contexts { get; init; } = "contexts";

    /// <summary>Path from a context that is an object to its text.</summary>
    [Id(4)] public string ContextText { get; init; } = "text";

    [Id(5)] public ImmutableSortedDictionary<string, string> Headers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
