namespace BenchHub.SampleRag;

internal static class Ranking
{
    // Scores are one per document of the corpus; zero means that the document does not match.
    public static IReadOnlyList<Hit> Best(Corpus corpus, ReadOnlySpan<double> scores, int topK)
    {
        // A heap with the worst of the best on top; on a tie the later document is the worse one.
        var best = new PriorityQueue<int, (double Score, int Earlier)>(Math.Min(topK, scores.Length));
        for (var document = 0; document < scores.Length; document++)
        {
            if (scores[document] <= 0)
            {
                continue;
            }

            if (best.Count < topK)
            {
                best.Enqueue(document, (scores[document], -document));
            }
            else
            {
                best.EnqueueDequeue(document, (scores[document], -document));
            }
        }

        var hits = new Hit[best.Count];
        for (var rank = hits.Length - 1; rank >= 0; rank--)
        {
            var document = best.Dequeue();
            hits[rank] = new(corpus.Documents[document], scores[document]);
        }

        return hits;
    }
}
