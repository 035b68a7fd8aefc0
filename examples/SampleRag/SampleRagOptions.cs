namespace BenchHub.SampleRag;

public enum AnswerShape
{
    /// <summary><c>{"results":[{"id","score","text"}]}</c></summary>
    Default = 0,

    /// <summary><c>[{"id","score","text"}]</c></summary>
    List = 1,

    /// <summary><c>{"data":{"hits":[{"document":{"id"},"relevance":{"score"},"passage"}]}}</c></summary>
    Nested = 2,
}

/// <summary>What a sample service serves and how badly it behaves.</summary>
public sealed record SampleRagOptions
{
    /// <summary>A name of <see cref="RetrieverCatalog.Names"/>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Folder of a BEIR collection; only its <c>corpus.jsonl</c> is read.</summary>
    public required string Corpus { get; init; }

    /// <summary>Port on 127.0.0.1. Default: 0, any free one.</summary>
    public int Port { get; init; }

    /// <summary>Waited before each answer of the retrieve endpoint. Default: none.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Share of retrieve calls, between 0 and 1, that are answered with 500. Default: 0.</summary>
    public double ErrorRate { get; init; }

    public AnswerShape AnswerShape { get; init; }

    /// <summary>Which calls fail, given <see cref="ErrorRate"/>.</summary>
    public int Seed { get; init; } = 20261;
}
