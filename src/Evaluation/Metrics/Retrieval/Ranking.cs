namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>
/// trec_eval's order of an answer: score descending, then document id descending by UTF-8 bytes; the order and the rank
/// column of the input count for nothing (<c>form_res_rels.c</c>, <c>comp_sim_docno</c>).
/// </summary>
public static class Ranking
{
    /// <summary>The documents in trec_eval's order. O(n log n).</summary>
    /// <exception cref="InvalidRankingException">A document stands twice in the answer, or a score is not a finite number.</exception>
    public static ScoredDocument[] Order(IReadOnlyList<ScoredDocument> answer, TrecMode mode)
    {
        var documents = answer.ToArray();
        var ranked = new RankedQuery();
        ranked.Prepare(new Judgements([]), documents, mode);
        return [.. ranked.Order.ToArray().Select(index => documents[index])];
    }

    /// <summary>Fills <paramref name="order"/> with the indexes of the documents; <paramref name="keys"/> is working space.</summary>
    internal static void Sort(ReadOnlySpan<ScoredDocument> documents, Span<ulong> keys, Span<int> order, string[] ids, TrecMode mode)
    {
        var sorted = true;
        for (var i = 0; i < documents.Length; i++)
        {
            keys[i] = DescendingKey(Checked(documents[i]), mode);
            order[i] = i;
            ids[i] = documents[i].Id;
            sorted &= i == 0 || keys[i - 1] <= keys[i];
        }

        if (!sorted)
        {
            keys.Sort(order);
        }

        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && keys[end] == keys[start]; end++)
            {
            }

            if (end - start > 1)
            {
                order[start..end].Sort(new IdDescending(ids));
            }
        }
    }

    // The bits of a double order as the number does once negatives are mirrored; adding 0 makes -0 and 0 one score.
    private static ulong DescendingKey(double score, TrecMode mode)
    {
        var bits = BitConverter.DoubleToUInt64Bits((mode == TrecMode.V9 ? (float)score : score) + 0.0);
        return (bits & 1UL << 63) != 0 ? bits : ~bits & ~(1UL << 63);
    }

    private static double Checked(ScoredDocument document) => double.IsFinite(document.Score)
        ? document.Score
        : throw new InvalidRankingException(document.Id, $"The score of document '{document.Id}' is {document.Score}; a score must be a finite number.");

    private readonly struct IdDescending(string[] ids) : IComparer<int>
    {
        public int Compare(int x, int y) => Utf8Order.Compare(ids[y], ids[x]);
    }
}
