using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace BenchHub.Systems;

public enum SystemKind
{
    /// <summary>A retrieval service over HTTP.</summary>
    Rag = 0,

    /// <summary>Answers that were recorded elsewhere, such as a TREC run file.</summary>
    Recorded = 1,

    /// <summary>A language model behind one of the providers' interfaces.</summary>
    Llm = 2,

    /// <summary>A service over HTTP that answers a question in words and tells the contexts it used.</summary>
    [JsonStringEnumMemberName("rag-answer")]
    RagAnswer = 3,
}

/// <summary>What a user says of a system: where it is, how to call it, and what it can bear.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.system-spec")]
public sealed record SystemSpec
{
    /// <summary>Unique among the systems that are not retired.</summary>
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public SystemKind Kind { get; init; }

    [Id(2)] public string Description { get; init; } = "";

    [Id(3)] public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Base address; null for a recorded system.</summary>
    [Id(4)] public string? Url { get; init; }

    /// <summary>How many documents to ask for. Default: 100.</summary>
    [Id(5)] public int TopK { get; init; } = 100;

    [Id(6)] public RetrieveMapping Retrieve { get; init; } = new();

    /// <summary>Declares that the service embeds; null when it does not, and then nothing asks it to.</summary>
    [Id(7)] public EmbedMapping? Embed { get; init; }

    [Id(8)] public SystemLimits Limits { get; init; } = new();

    /// <summary>Path of the health check, below <see cref="Url"/>.</summary>
    [Id(9)] public string HealthPath { get; init; } = "/health";

    /// <summary>Between two scheduled health checks, at least a minute; zero means none. Default: 5 minutes.</summary>
    [Id(10)] public TimeSpan HealthEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Set where the kind is <see cref="SystemKind.Llm"/>.</summary>
    [Id(11)] public ModelSpec? Model { get; init; }

    /// <summary>Set where the kind is <see cref="SystemKind.RagAnswer"/>.</summary>
    [Id(12)] public AnswerMapping? Answer { get; init; }

    /// <summary>Declares that the provider of <see cref="Model"/> embeds too; null when nothing may ask it to.</summary>
    [Id(13)] public EmbeddingSpec? Embedding { get; init; }

    /// <summary>Set where the kind is <see cref="SystemKind.Recorded"/> and what was recorded are answers to the items of a task.</summary>
    [Id(14)] public RecordingSpec? Recording { get; init; }
}

/// <summary>How to ask for documents and where they stand in the answer.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.retrieve-mapping")]
public sealed record RetrieveMapping
{
    [Id(0)] public string Path { get; init; } = "/api/v1/retrieve";

    [Id(1)] public string Method { get; init; } = "POST";

    [Id(2)] public ImmutableSortedDictionary<string, string> Headers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// JSON in which <c>{{query}}</c> becomes the query as a JSON string and <c>{{top_k}}</c> the number of
    /// documents. Null means <c>{"query": {{query}}, "top_k": {{top_k}}}</c>. With GET the path holds the
    /// placeholders, URL-encoded.
    /// </summary>
    [Id(3)] public string? Body { get; init; }

    /// <summary>Path to the list, such as <c>data.hits</c>; null accepts <c>results</c> or a bare list.</summary>
    [Id(4)] public string? Results { get; init; }

    /// <summary>Path from an entry of the list to the document's id.</summary>
    [Id(5)] public string DocumentId { get; init; } = "id";

    /// <summary>Path to its score. Where an answer has no scores, its order counts.</summary>
    [Id(6)] public string Score { get; init; } = "score";

    [Id(7)] public string Text { get; init; } = "text";
}

/// <summary>How to ask for a vector: <c>{"query": …}</c> is answered by a list of numbers.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.embed-mapping")]
public sealed record EmbedMapping
{
    [Id(0)] public string Path { get; init; } = "/api/v1/embed";

    /// <summary>As <see cref="RetrieveMapping.Body"/>. Null means <c>{"query": {{query}}}</c>.</summary>
    [Id(1)] public string? Body { get; init; }

    /// <summary>Path to the vector; null accepts <c>embedding</c> or a bare list.</summary>
    [Id(2)] public string? Vector { get; init; }
}

/// <summary>What a system can bear, over the whole cluster.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.system-limits")]
public sealed record SystemLimits
{
    /// <summary>Calls in flight at once; null means no limit.</summary>
    [Id(0)] public int? Concurrency { get; init; }

    /// <summary>Calls started per second; null means no limit.</summary>
    [Id(1)] public double? CallsPerSecond { get; init; }

    /// <summary>For one attempt of one call. Default: 30 s.</summary>
    [Id(2)] public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a failed call is tried again. Default: 2.</summary>
    [Id(3)] public int Retries { get; init; } = 2;

    /// <summary>Bytes of one answer. Default: 16 MiB.</summary>
    [Id(4)] public long AnswerBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Whether calls in flight are halved when the service says that it is overloaded (429, 503) and grow by one again
    /// with each round that went well; <see cref="Concurrency"/> is then the most. Default: false.
    /// </summary>
    [Id(5)] public bool Adaptive { get; init; }

    /// <summary>What the system may cost in all jobs together, in billionths of a US dollar; null means no cap.</summary>
    [Id(6)] public long? MostCost { get; init; }

    /// <summary>Tokens, of requests and answers together, that the system may take in all jobs; null means no cap.</summary>
    [Id(7)] public long? MostTokens { get; init; }
}
