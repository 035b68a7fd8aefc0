namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>Which trec_eval a number equals.</summary>
public enum TrecMode
{
    /// <summary>trec_eval 10: scores are compared as doubles.</summary>
    V10 = 0,

    /// <summary>
    /// trec_eval 9 and what is built on it (pytrec_eval, BEIR, ir_measures): scores are rounded to single precision first,
    /// which makes ties of scores that differ by less.
    /// </summary>
    V9 = 1,
}

/// <summary>Which queries a mean is taken over.</summary>
public enum QueryPolicy
{
    /// <summary>Every query that has judgements; one without an answer counts as a failed item. trec_eval <c>-c</c>.</summary>
    EveryJudged = 0,

    /// <summary>Only queries that are both judged and answered, as trec_eval 9 does without <c>-c</c>.</summary>
    JudgedAndAnswered = 1,

    /// <summary>Every query that has judgements, and each must be answered, as trec_eval 10 has it without <c>-c</c>.</summary>
    EveryJudgedMustBeAnswered = 2,
}
