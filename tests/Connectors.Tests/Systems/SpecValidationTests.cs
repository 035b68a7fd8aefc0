using System.Collections.Immutable;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Connectors.Tests.Systems;

public sealed class SpecValidationTests
{
    private static readonly SystemSpec Good = Clients.Spec("https://rag.example/base");

    private static SystemSpec Answering(AnswerMapping mapping) => Good with { Kind = SystemKind.RagAnswer, Answer = mapping };

    private static SystemSpec Embedding(ModelProvider provider, EmbeddingSpec embedding) =>
        Good with { Kind = SystemKind.Llm, Model = new() { Provider = provider, Name = "m" }, Embedding = embedding };

    public static TheoryData<string, SystemSpec> Wrong => new()
    {
        { "name", Good with { Name = " " } },
        { "name", Good with { Name = new('x', 201) } },
        { "name", Good with { Name = "a\nb" } },
        { "description", Good with { Description = new('x', 10_001) } },
        { "tags", Good with { Tags = ["a", ""] } },
        { "topK", Good with { TopK = 0 } },
        { "topK", Good with { TopK = 10_001 } },
        { "kind", Good with { Kind = (SystemKind)9 } },
        { "url", Good with { Url = null } },
        { "url", Good with { Url = "rag.example" } },
        { "url", Good with { Url = "/rag" } },
        { "url", Good with { Url = "ftp://rag.example" } },
        { "url", Good with { Url = "file:///etc/passwd" } },
        { "url", Good with { Url = "http://user:pw@rag.example" } },
        { "url", Good with { Url = "http://rag.example/?key=1" } },
        { "url", Good with { Url = "http://rag.example/#a" } },
        { "url", Good with { Url = "http://rag.example/\r\nX: y" } },
        { "url", Good with { Url = "http://" } },
        { "url", Good with { Url = "http://rag.example:99999" } },
        { "healthPath", Good with { HealthPath = "health" } },
        { "healthPath", Good with { HealthPath = "/a b" } },
        { "healthEverySeconds", Good with { HealthEvery = TimeSpan.FromSeconds(59) } },
        { "healthEverySeconds", Good with { HealthEvery = TimeSpan.FromMinutes(-5) } },
        { "healthEverySeconds", Good with { HealthEvery = TimeSpan.FromDays(31) } },
        { "retrieve.path", Good with { Retrieve = new() { Path = "http://other" } } },
        { "retrieve.path", Good with { Retrieve = new() { Method = "GET" } } },
        { "retrieve.method", Good with { Retrieve = new() { Method = "DELETE" } } },
        { "retrieve.body", Good with { Retrieve = new() { Body = "{{{query}}" } } },
        { "retrieve.body", Good with { Retrieve = new() { Body = "{}" } } },
        { "retrieve.body", Good with { Retrieve = new() { Method = "GET", Path = "/{{query}}", Body = "{{query}}" } } },
        { "retrieve.headers", Good with { Retrieve = new() { Headers = Headers("X", "a\r\nb") } } },
        { "retrieve.headers", Good with { Retrieve = new() { Headers = Headers("Host", "a") } } },
        { "retrieve.results", Good with { Retrieve = new() { Results = "a[" } } },
        { "retrieve.documentId", Good with { Retrieve = new() { DocumentId = "a..b" } } },
        { "retrieve.score", Good with { Retrieve = new() { Score = "." } } },
        { "retrieve.text", Good with { Retrieve = new() { Text = "a[x]" } } },
        { "embed.path", Good with { Embed = new() { Path = "x" } } },
        { "embed.body", Good with { Embed = new() { Body = "x" } } },
        { "embed.vector", Good with { Embed = new() { Vector = "[" } } },
        { "answer", Good with { Answer = new() } },
        { "answer", Good with { Kind = SystemKind.RagAnswer } },
        { "answer.path", Answering(new() { Path = "x" }) },
        { "answer.body", Answering(new() { Body = "{}" }) },
        { "answer.text", Answering(new() { Text = "a[" }) },
        { "answer.contexts", Answering(new() { Contexts = "a..b" }) },
        { "answer.contextText", Answering(new() { ContextText = "." }) },
        { "headers", Answering(new() { Headers = Headers("Host", "a") }) },
        { "embedding", Good with { Embedding = new() { Model = "e" } } },
        { "embedding", Embedding(ModelProvider.Anthropic, new() { Model = "e" }) },
        { "embedding.model", Embedding(ModelProvider.OpenAi, new() { Model = " " }) },
        { "embedding.dimensions", Embedding(ModelProvider.Gemini, new() { Model = "e", Dimensions = 0 }) },
        { "limits.concurrency", Good with { Limits = new() { Concurrency = 0 } } },
        { "limits.callsPerSecond", Good with { Limits = new() { CallsPerSecond = 0 } } },
        { "limits.callsPerSecond", Good with { Limits = new() { CallsPerSecond = double.NaN } } },
        { "limits.timeoutSeconds", Good with { Limits = new() { CallTimeout = TimeSpan.Zero } } },
        { "limits.timeoutSeconds", Good with { Limits = new() { CallTimeout = Timeout.InfiniteTimeSpan } } },
        { "limits.retries", Good with { Limits = new() { Retries = -1 } } },
        { "limits.retries", Good with { Limits = new() { Retries = 11 } } },
        { "limits.answerBytes", Good with { Limits = new() { AnswerBytes = 0 } } },
        { "limits.answerBytes", Good with { Limits = new() { AnswerBytes = long.MaxValue } } },
    };

    [Fact]
    public void Problems_GoodSpec_AreNone() => Assert.Empty(SpecValidation.Problems(
        Good with
        {
            Embed = new(),
            HealthEvery = TimeSpan.Zero,
            Limits = new() { Concurrency = 32, CallsPerSecond = 0.5, Retries = 0 },
        },
        Headers("Authorization", "Bearer a b~!")));

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Problems_OneWrongField_NamesItAlone(string field, SystemSpec spec)
    {
        var problem = Assert.Single(SpecValidation.Problems(spec, Clients.NoSecrets));

        Assert.Equal(field, problem.Check);
        Assert.False(problem.Passed);
        Assert.NotEmpty(problem.Detail);
    }

    [Fact]
    public void Problems_ManyWrongFields_AreAllReported() => Assert.Equal(
        ["name", "topK", "url", "secretHeaders"],
        SpecValidation.Problems(Good with { Name = "", TopK = -1, Url = "" }, Headers("X", "a\nb")).Select(p => p.Check));

    [Fact]
    public void Problems_SecretValue_IsNotShown() => Assert.Equal(
        "The value of header 'X' may hold printable ASCII characters only, and no line break.",
        Assert.Single(SpecValidation.Problems(Good, Headers("X", "sk-1\n"))).Detail);

    [Fact]
    public void Problems_RecordedSystem_NeedsNoUrl()
    {
        var recorded = new SystemSpec { Name = "run", Kind = SystemKind.Recorded };

        Assert.Empty(SpecValidation.Problems(recorded, Clients.NoSecrets));
        Assert.Equal(["url"], SpecValidation.Problems(recorded with { Url = "http://x" }, Clients.NoSecrets).Select(p => p.Check));
    }

    private static ImmutableSortedDictionary<string, string> Headers(string name, string value) => Clients.NoSecrets.Add(name, value);
}
