namespace BenchHub.SampleRag;

/// <summary>Cosine of tf-idf vectors over words.</summary>
internal sealed class TfIdfRetriever(Corpus corpus) : IRetriever
{
    public const string AlgorithmName = "tfidf";

    private readonly CosineIndex _index = new(corpus, Tokens.Words);

    public string Name => AlgorithmName;

    public IReadOnlyList<Hit> Search(string query, int topK) => _index.Search(query, topK);
}
