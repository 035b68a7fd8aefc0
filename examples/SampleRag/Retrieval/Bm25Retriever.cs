namespace BenchHub.SampleRag;

/// <summary>
/// Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) as Lucene's
/// <c>BM25Similarity</c> computes it since version 8: Σ ln(1 + (N − n + 0.5) / (n + 0.5)) · f / (f + k1 · (1 − b + b · l / L)),
/// without the constant factor k1 + 1, which changes no ranking. Document lengths are exact, where Lucene keeps
/// them in one byte. k1 = 0.9 and b = 0.4 are the defaults of Anserini.
/// </summary>
internal sealed class Bm25Retriever : IRetriever
{
    public const string AlgorithmName = "bm25";
    private const double K1 = 0.9;
    private const double B = 0.4;

    private readonly Corpus _corpus;
    private readonly InvertedIndex _index;

    // k1 · (1 − b + b · l / L) of each document.
    private readonly double[] _saturation;

    public Bm25Retriever(Corpus corpus)
    {
        _corpus = corpus;
        _index = new(corpus, Tokens.Words);
        var mean = _index.Lengths.Average();
        _saturation = Array.ConvertAll(_index.Lengths, length => K1 * (1 - B + (B * length / mean)));
    }

    public string Name => AlgorithmName;

    public IReadOnlyList<Hit> Search(string query, int topK)
    {
        var scores = new double[_corpus.Documents.Length];
        foreach (var (term, times) in Tokens.Words(query).CountBy(static term => term))
        {
            var postings = _index.Of(term);
            var weight = times * Math.Log(1 + ((scores.Length - postings.Length + 0.5) / (postings.Length + 0.5)));
            foreach (var (document, frequency) in postings)
            {
                scores[document] += weight * frequency / (frequency + _saturation[document]);
            }
        }

        return Ranking.Best(_corpus, scores, topK);
    }
}
