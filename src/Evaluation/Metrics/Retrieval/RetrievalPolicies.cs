namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>The policies of programs that people compare numbers with, by name.</summary>
public static class RetrievalPolicies
{
    private static readonly string[] Official =
        ["num_q", "num_ret", "num_rel", "num_rel_ret", "map", "gm_map", "rprec", "bpref", "mrr", .. At("precision", 5, 10, 15, 20, 30, 100, 200, 500, 1000)];

    private static readonly int[] BeirCutoffs = [1, 3, 5, 10, 100, 1000];

    public static RetrievalPolicy TrecEval10 { get; } = new()
    {
        Name = "trec_eval10",
        Description = "trec_eval 10: scores as doubles; every judged query must be answered",
        Queries = QueryPolicy.EveryJudgedMustBeAnswered,
        Metrics = Official,
    };

    public static RetrievalPolicy TrecEval10Complete { get; } = TrecEval10 with
    {
        Name = "trec_eval10_complete",
        Description = "trec_eval 10 -c: scores as doubles; a judged query without an answer counts as failed",
        Queries = QueryPolicy.EveryJudged,
    };

    public static RetrievalPolicy TrecEval9 { get; } = new()
    {
        Name = "trec_eval9",
        Description = "trec_eval 9: scores in single precision; only queries that are judged and answered count",
        Mode = TrecMode.V9,
        Queries = QueryPolicy.JudgedAndAnswered,
        Metrics = Official,
    };

    public static RetrievalPolicy TrecEval9Complete { get; } = TrecEval9 with
    {
        Name = "trec_eval9_complete",
        Description = "trec_eval 9 -c: scores in single precision; a judged query without an answer counts as failed",
        Queries = QueryPolicy.EveryJudged,
        ListsUnanswered = false,
    };

    public static RetrievalPolicy PyTrecEval { get; } = TrecEval9 with
    {
        Name = "pytrec_eval",
        Description = "pytrec_eval, averaged over the queries that it returns: as trec_eval 9",
    };

    public static RetrievalPolicy IrMeasures { get; } = new()
    {
        Name = "ir_measures",
        Description = "ir_measures with its default providers: as trec_eval 9, and every judged query counts, 0 without an answer",
        Mode = TrecMode.V9,
        Queries = QueryPolicy.EveryJudged,
        Metrics = ["ndcg@10", "map", "precision@10", "recall@100", "mrr(ties=id_asc)@10", "rbp(p=0.8,ties=input)", "err@20"],
    };

    public static RetrievalPolicy Beir { get; } = new()
    {
        Name = "beir",
        Description = "BEIR's evaluate: as trec_eval 9, a document with the query's id is ignored, values have 5 decimals",
        Mode = TrecMode.V9,
        Queries = QueryPolicy.JudgedAndAnswered,
        IgnoreIdenticalIds = true,
        Decimals = 5,
        Metrics = [.. At("ndcg", BeirCutoffs), .. At("map", BeirCutoffs), .. At("recall", BeirCutoffs), .. At("precision", BeirCutoffs)],
    };

    public static RetrievalPolicy BeirCustom { get; } = Beir with
    {
        Name = "beir_custom",
        Description = "BEIR's evaluate_custom: documents with one score in the order of the input, every judged query counts, values have 5 decimals",
        Mode = TrecMode.V10,
        Queries = QueryPolicy.EveryJudged,
        Metrics =
        [
            .. At("mrr(ties=input)", BeirCutoffs), .. At("relative_p(ties=input)", BeirCutoffs),
            .. At("hole(ties=input)", BeirCutoffs), .. At("success(ties=input)", BeirCutoffs),
        ],
    };

    public static IReadOnlyList<RetrievalPolicy> All { get; } =
        [TrecEval10, TrecEval10Complete, TrecEval9, TrecEval9Complete, PyTrecEval, IrMeasures, Beir, BeirCustom];

    /// <param name="mode">Its version.</param>
    /// <param name="complete">Its <c>-c</c>.</param>
    public static RetrievalPolicy TrecEval(TrecMode mode, bool complete) => (mode, complete) switch
    {
        (TrecMode.V9, false) => TrecEval9,
        (TrecMode.V9, true) => TrecEval9Complete,
        (_, false) => TrecEval10,
        (_, true) => TrecEval10Complete,
    };

    /// <summary>
    /// By name, where case, blanks, <c>-</c> and <c>_</c> make no difference and <c>-c</c> at the end means complete; null where
    /// there is none.
    /// </summary>
    public static RetrievalPolicy? Find(string name)
    {
        var plain = name.EndsWith(" -c", StringComparison.Ordinal) ? Plain(name[..^3]) + "complete" : Plain(name);
        return All.FirstOrDefault(policy => string.Equals(Plain(policy.Name), plain, StringComparison.OrdinalIgnoreCase));
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit));

    private static IEnumerable<string> At(string name, params IEnumerable<int> cutoffs) => cutoffs.Select(cutoff => $"{name}@{cutoff}");
}
