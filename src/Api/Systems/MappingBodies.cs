using System.Collections.Immutable;
using BenchHub.Api.Json;
using BenchHub.Systems;

namespace BenchHub.Api.Systems;

/// <summary>How to ask for documents and where they stand in the answer.</summary>
[RequestBody]
internal sealed record RetrieveBody
{
    /// <summary>Default: /api/v1/retrieve.</summary>
    public string? Path { get; init; }

    /// <summary>Default: POST.</summary>
    public string? Method { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>JSON with {{query}} and {{top_k}}. Default: {"query": {{query}}, "top_k": {{top_k}}}.</summary>
    public string? Body { get; init; }

    /// <summary>Path to the list, such as data.hits. Default: results, or a bare list.</summary>
    public string? Results { get; init; }

    /// <summary>Path from an entry to the document's id. Default: id.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Default: score.</summary>
    public string? Score { get; init; }

    /// <summary>Default: text.</summary>
    public string? Text { get; init; }

    public RetrieveMapping ToMapping(IReadOnlyDictionary<string, string>? more)
    {
        var defaults = new RetrieveMapping();
        return defaults with
        {
            Path = Path ?? defaults.Path,
            Method = Method ?? defaults.Method,
            Headers = HeaderFields.Of(more, "headers").SetItems(HeaderFields.Of(Headers, "retrieve.headers")),
            Body = Body,
            Results = Results,
            DocumentId = DocumentId ?? defaults.DocumentId,
            Score = Score ?? defaults.Score,
            Text = Text ?? defaults.Text,
        };
    }
}

/// <summary>How to ask for a vector.</summary>
[RequestBody]
internal sealed record EmbedBody
{
    /// <summary>Default: /api/v1/embed.</summary>
    public string? Path { get; init; }

    /// <summary>Default: {"query": {{query}}}.</summary>
    public string? Body { get; init; }

    /// <summary>Path to the vector. Default: embedding, or a bare list.</summary>
    public string? Vector { get; init; }

    public EmbedMapping ToMapping()
    {
        var defaults = new EmbedMapping();
        return defaults with { Path = Path ?? defaults.Path, Body = Body, Vector = Vector };
    }
}

/// <summary>How to ask for an answer in words, and where it stands.</summary>
[RequestBody]
internal sealed record AnswerBody
{
    /// <summary>Default: /api/v1/answer.</summary>
    public string? Path { get; init; }

    /// <summary>JSON with {{query}} and, if need be, {{top_k}}. Default: {"query": {{query}}}.</summary>
    public string? Body { get; init; }

    /// <summary>Path to the answer's text. Default: answer.</summary>
    public string? Text { get; init; }

    /// <summary>Path to the list of contexts, each a text or an object. Default: contexts; empty where the service tells none.</summary>
    public string? Contexts { get; init; }

    /// <summary>Path from a context that is an object to its text. Default: text.</summary>
    public string? ContextText { get; init; }

    public AnswerMapping ToMapping(IReadOnlyDictionary<string, string>? headers)
    {
        var defaults = new AnswerMapping();
        return defaults with
        {
            Path = Path ?? defaults.Path,
            Body = Body,
            Text = Text ?? defaults.Text,
            Contexts = Contexts ?? defaults.Contexts,
            ContextText = ContextText ?? defaults.ContextText,
            Headers = HeaderFields.Of(headers, "headers"),
        };
    }
}

/// <summary>What the system can bear, over all jobs.</summary>
[RequestBody]
internal sealed record LimitsBody
{
    /// <summary>Calls in flight at once. Default: no limit.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Calls started per second. Default: no limit.</summary>
    public double? CallsPerSecond { get; init; }

    /// <summary>For one attempt of one call. Default: 30.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>How often a failed call is tried again. Default: 2.</summary>
    public int? Retries { get; init; }

    /// <summary>Bytes of one answer. Default: 16 MiB.</summary>
    public long? AnswerBytes { get; init; }

    /// <summary>Halve the calls in flight when the service is overloaded (429, 503), and grow again. Default: false; for an llm true.</summary>
    public bool? Adaptive { get; init; }

    /// <summary>US dollars that the system may cost in all jobs together. Default: no cap.</summary>
    public decimal? MostDollars { get; init; }

    /// <summary>Tokens, of requests and answers together, that it may take in all jobs. Default: no cap.</summary>
    public long? MostTokens { get; init; }

    public SystemLimits ToLimits(SystemKind kind)
    {
        var defaults = new SystemLimits();
        return defaults with
        {
            Concurrency = Concurrency,
            CallsPerSecond = CallsPerSecond,
            CallTimeout = Seconds.Of(TimeoutSeconds, "limits.timeoutSeconds") ?? defaults.CallTimeout,
            Retries = Retries ?? defaults.Retries,
            AnswerBytes = AnswerBytes ?? defaults.AnswerBytes,
            Adaptive = Adaptive ?? kind is SystemKind.Llm,
            MostCost = Dollars.ToBillionths(MostDollars, "limits.mostDollars"),
            MostTokens = MostTokens,
        };
    }
}

internal static class HeaderFields
{
    /// <exception cref="RefusedException">A header is named twice, or has no value.</exception>
    public static ImmutableSortedDictionary<string, string> Of(IReadOnlyDictionary<string, string>? headers, string field)
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers ?? ImmutableDictionary<string, string>.Empty)
        {
            if (value is null || !fields.TryAdd(name, value))
            {
                throw new RefusedException(Refusal.Invalid, $"The header '{name}' {(value is null ? "has no value" : "is named twice")}.", field);
            }
        }

        return fields.ToImmutable();
    }
}
