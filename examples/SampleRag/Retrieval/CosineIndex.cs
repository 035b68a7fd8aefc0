namespace BenchHub.SampleRag;

/// <summary>
/// The vector space model with SMART's weights ltc for documents and queries (Salton and Buckley, 1988): a term
/// weighs (1 + ln f) · ln(N / n), vectors are scaled to length one, and the score is their inner product, in [0, 1].
/// A term that stands in every document weighs nothing.
/// </summary>
internal sealed class CosineIndex
{
    private readonly Corpus _corpus;
    private readonly Func<string, IEnumerable<string>> _terms;
    private readonly InvertedIndex _index;
    private readonly double[] _damped; // 1 + ln f for each frequency of the corpus
    private readonly double[] _norms;

    public CosineIndex(Corpus corpus, Func<string, IEnumerable<string>> terms)
    {
        _corpus = corpus;
        _terms = terms;
        _index = new(corpus, terms);
        _damped = [0, .. Enumerable.Range(1, _index.HighestFrequency).Select(Damped)];
        _norms = Norms();
    }

    public IReadOnlyList<Hit> Search(string query, int topK)
    {
        var scores = new double[_corpus.Documents.Length];
        var squares = 0.0;
        foreach (var (term, times) in _terms(query).CountBy(static term => term))
        {
            var postings = _index.Of(term);
            if (postings.IsEmpty)
            {
                continue;
            }

            var rarity = Rarity(postings.Length);
            var weight = Damped(times) * rarity;
            squares += weight * weight;
            foreach (var (document, frequency) in postings)
            {
                scores[document] += weight * _damped[frequency] * rarity;
            }
        }

        for (var document = 0; document < scores.Length; document++)
        {
            scores[document] = scores[document] > 0 ? scores[document] / (Math.Sqrt(squares) * _norms[document]) : 0;
        }

        return Ranking.Best(_corpus, scores, topK);
    }

    private double[] Norms()
    {
        var squares = new double[_corpus.Documents.Length];
        foreach (var postings in _index.All)
        {
            var rarity = Rarity(postings.Length);
            foreach (var (document, frequency) in postings)
            {
                var weight = _damped[frequency] * rarity;
                squares[document] += weight * weight;
            }
        }

        return Array.ConvertAll(squares, Math.Sqrt);
    }

    private double Rarity(int documents) => Math.Log((double)_corpus.Documents.Length / documents);

    private static double Damped(int frequency) => 1 + Math.Log(frequency);
}
