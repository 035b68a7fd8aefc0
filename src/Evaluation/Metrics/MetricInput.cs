namespace BenchHub.Evaluation.Metrics;

/// <summary>What a metric needs to know of an item.</summary>
public enum MetricInput
{
    /// <summary>Ranked documents and the judgements of the query.</summary>
    Ranking,

    /// <summary>An answer in words and one or more references.</summary>
    Text,

    /// <summary>Log-likelihoods of the choices of a question, or of a text.</summary>
    Likelihoods,

    /// <summary>A predicted and a true class.</summary>
    Labels,

    /// <summary>Predicted probabilities and a true class.</summary>
    Probabilities,

    /// <summary>How many of the samples drawn for a problem are correct.</summary>
    Samples,

    /// <summary>A judge's verdicts on the parts of an answer or of its contexts.</summary>
    Verdicts,

    /// <summary>Ratings of the same items by two or more raters.</summary>
    Ratings,
}
