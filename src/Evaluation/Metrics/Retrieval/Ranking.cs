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
        var nothing = new Judgements([]);
        var taken = new StringAnswer(documents);
        ranked.Take(taken);
        ranked.Rank(taken, nothing.Ids, nothing.Documents, nothing.Grades, mode);
        return [.. ranked.Order.ToArray().Select(index => documents[index])];
    }
}
