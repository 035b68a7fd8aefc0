namespace BenchHub.SampleRag;

/// <summary>How often a term stands in one document, which is an index into the corpus.</summary>
internal readonly record struct Posting(int Document, int Frequency);

/// <summary>For each term the documents that hold it, in the order of the corpus.</summary>
internal sealed class InvertedIndex
{
    private readonly Dictionary<string, Posting[]> _postings;

    public InvertedIndex(Corpus corpus, Func<string, IEnumerable<string>> terms)
    {
        var postings = new Dictionary<string, List<Posting>>();
        Lengths = new int[corpus.Documents.Length];
        for (var document = 0; document < Lengths.Length; document++)
        {
            foreach (var (term, frequency) in terms(corpus.Documents[document].Content).CountBy(static term => term))
            {
                Lengths[document] += frequency;
                HighestFrequency = Math.Max(HighestFrequency, frequency);
                if (!postings.TryGetValue(term, out var ofTerm))
                {
                    postings.Add(term, ofTerm = []);
                }

                ofTerm.Add(new(document, frequency));
            }
        }

        _postings = postings.ToDictionary(static entry => entry.Key, static entry => entry.Value.ToArray());
    }

    /// <summary>Terms of each document, repeated ones counted.</summary>
    public int[] Lengths { get; }

    /// <summary>Of any term in any document; 0 where no document has a term.</summary>
    public int HighestFrequency { get; }

    /// <summary>In the order in which the corpus names the terms, so that sums over them agree between two processes.</summary>
    public IEnumerable<Posting[]> All => _postings.Values;

    public ReadOnlySpan<Posting> Of(string term) => _postings.TryGetValue(term, out var postings) ? postings : [];
}
