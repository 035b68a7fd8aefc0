namespace BenchHub.Evaluation.Judging;

/// <summary>What a judge is asked of an answer, and so what its verdict is.</summary>
public enum JudgeKind
{
    /// <summary>How good the answer is, in whole steps of a scale.</summary>
    Rubric,

    /// <summary>Whether the answer meets the criteria.</summary>
    Binary,

    /// <summary>How well the answer agrees with the references, in whole steps of a scale.</summary>
    Reference,

    /// <summary>Which of two answers is better, asked in both orders.</summary>
    Pairwise,

    /// <summary>Which statements of the answer the contexts support.</summary>
    Faithfulness,

    /// <summary>Which questions the answer would answer, and how near they are to the one that was asked.</summary>
    AnswerRelevance,

    /// <summary>Which contexts help to arrive at the reference.</summary>
    ContextPrecision,

    /// <summary>Which statements of the reference the contexts support.</summary>
    ContextRecall,

    /// <summary>Which statements answer and reference have in common.</summary>
    AnswerCorrectness,

    /// <summary>Which contexts led the answer to wrong statements.</summary>
    NoiseSensitivity,
}
