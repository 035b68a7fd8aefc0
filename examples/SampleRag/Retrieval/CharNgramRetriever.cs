namespace BenchHub.SampleRag;

/// <summary>Cosine of tf-idf vectors over three-character pieces of words; needs no tokenizer for any language.</summary>
internal sealed class CharNgramRetriever(Corpus corpus) : IRetriever
{
    public const string AlgorithmName = "char-ngram";

    private readonly CosineIndex _index = new(corpus, Tokens.CharNgrams);

    public string Name => AlgorithmName;

    public IReadOnlyList<Hit> Search(string query, int topK) => _index.Search(query, topK);
}
