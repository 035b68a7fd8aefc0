using System.Collections.Frozen;

namespace BenchHub.SampleRag;

public static class RetrieverCatalog
{
    private static readonly FrozenDictionary<string, Func<Corpus, IRetriever>> ByName =
        new Dictionary<string, Func<Corpus, IRetriever>>
        {
            [Bm25Retriever.AlgorithmName] = static corpus => new Bm25Retriever(corpus),
            [TfIdfRetriever.AlgorithmName] = static corpus => new TfIdfRetriever(corpus),
            [CharNgramRetriever.AlgorithmName] = static corpus => new CharNgramRetriever(corpus),
        }.ToFrozenDictionary();

    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <exception cref="SampleRagException">There is no such algorithm.</exception>
    public static IRetriever Create(string algorithm, Corpus corpus) =>
        ByName.TryGetValue(algorithm, out var create)
            ? create(corpus)
            : throw new SampleRagException($"There is no algorithm '{algorithm}'. Choose one of {string.Join(", ", Names)}.");
}
