using System.Collections.Immutable;
using BenchHub.Api.Json;
using BenchHub.Systems;

namespace BenchHub.Api.Systems;

/// <summary>What a caller says of a system. Only the name and the url are needed.</summary>
[RequestBody]
internal sealed record SystemBody
{
    /// <summary>Unique among the systems that are not retired.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// rag, rag-answer or llm; a recorded system is made by uploading its run. Default: rag, llm where there is a model, or
    /// rag-answer where there is an answer.
    /// </summary>
    public string? Kind { get; init; }

    /// <summary>Base address of the service.</summary>
    public string? Url { get; init; }

    /// <summary>Another name of url.</summary>
    public string? BaseUrl { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Documents to ask for. Default: 100.</summary>
    public int? TopK { get; init; }

    /// <summary>Sent in the header that the service expects, mostly 'Authorization: Bearer …'. Sealed at once and never returned.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Headers whose values are sealed at once and never returned.</summary>
    public IReadOnlyDictionary<string, string>? SecretHeaders { get; init; }

    /// <summary>Headers without secrets.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public RetrieveBody? Retrieve { get; init; }

    /// <summary>Declares that the service embeds; without it nothing asks it to.</summary>
    public EmbedBody? Embed { get; init; }

    /// <summary>Of a system of kind llm.</summary>
    public ModelBody? Model { get; init; }

    /// <summary>Of a system of kind llm whose provider embeds too; without it nothing asks it to.</summary>
    public EmbeddingBody? Embedding { get; init; }

    /// <summary>Of a system of kind rag-answer.</summary>
    public AnswerBody? Answer { get; init; }

    public LimitsBody? Limits { get; init; }

    /// <summary>Default: /health.</summary>
    public string? HealthPath { get; init; }

    /// <summary>Between two scheduled health checks; 0 means none. Default: 300.</summary>
    public double? HealthEverySeconds { get; init; }

    /// <exception cref="RefusedException">A field is missing or cannot mean anything.</exception>
    public RegisterSystem ToCommand() => new(ToSpec(), Secrets());

    private SystemSpec ToSpec()
    {
        var defaults = new SystemSpec { Name = Name ?? throw new RefusedException(Refusal.Invalid, "A system needs a name.", "name") };
        var kind = Kind switch
        {
            null => Model is not null ? SystemKind.Llm : Answer is not null ? SystemKind.RagAnswer : SystemKind.Rag,
            "rag" => SystemKind.Rag,
            "rag-answer" => SystemKind.RagAnswer,
            "llm" => SystemKind.Llm,
            "recorded" => throw new RefusedException(Refusal.Invalid, "Upload the run of a recorded system to /api/v1/systems/recorded.", "kind"),
            _ => throw new RefusedException(Refusal.Invalid, $"The kind is rag, rag-answer, llm or recorded, not '{Kind}'.", "kind"),
        };
        return defaults with
        {
            Kind = kind,
            Url = Url ?? BaseUrl,
            Description = Description ?? "",
            Tags = [.. Tags ?? []],
            TopK = TopK ?? defaults.TopK,
            Retrieve = (Retrieve ?? new()).ToMapping(Headers),
            Embed = Embed?.ToMapping(),
            Model = Model?.ToSpec(),
            Embedding = Embedding?.ToSpec(),
            Answer = kind is SystemKind.RagAnswer ? (Answer ?? new()).ToMapping(Headers) : Answer?.ToMapping(Headers),
            Limits = (Limits ?? new()).ToLimits(kind),
            HealthPath = HealthPath ?? defaults.HealthPath,
            HealthEvery = Seconds.Of(HealthEverySeconds, "healthEverySeconds") ?? defaults.HealthEvery,
        };
    }

    private ImmutableSortedDictionary<string, string> Secrets()
    {
        var headers = HeaderFields.Of(SecretHeaders, "secretHeaders");
        var (name, value) = Model?.ToSpec().Provider switch
        {
            ModelProvider.Anthropic => ("x-api-key", ApiKey),
            ModelProvider.Gemini => ("x-goog-api-key", ApiKey),
            _ => ("Authorization", $"Bearer {ApiKey}"),
        };
        return ApiKey is null ? headers
            : headers.ContainsKey(name) ? throw new RefusedException(Refusal.Invalid, $"Give either apiKey or the secret header {name}, not both.", "apiKey")
            : headers.Add(name, value!);
    }
}
