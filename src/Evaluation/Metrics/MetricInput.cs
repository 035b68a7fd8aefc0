namespace BenchHub.Evaluation.Metrics;

/// <summary>What a metric needs to know of an item.</summary>
public enum MetricInput
{
    /// <summary>Ranked documents and the judgements of the query.</summary>
    Ranking,

    /// <summary>An answer in words and one or more references.</summary>
    Text,

    /// <summary>Log-likelihoods of the choices of a question: <see cref="Likelihoods.ChoiceLikelihoods"/>.</summary>
    ChoiceLikelihoods,

    /// <summary>The log-likelihood of a text: <see cref="Likelihoods.TextLikelihood"/>.</summary>
    TextLikelihoods,

    /// <summary>A predicted and a true class: <see cref="Metrics.Labels.LabelPair"/>.</summary>
    Labels,

    /// <summary>Predicted probabilities and a true class: <see cref="Metrics.Probabilities.ClassProbabilities"/>.</summary>
    Probabilities,

    /// <summary>How many of the samples drawn for a problem are correct: <see cref="Metrics.Samples.SampleCounts"/>.</summary>
    Samples,

    /// <summary>A judge's verdicts on the parts of an answer or of its contexts: the types of <see cref="Metrics.Verdicts"/>.</summary>
    Verdicts,

    /// <summary>Ratings of the same items by two or more raters: <see cref="Metrics.Ratings.ItemRatings"/>.</summary>
    Ratings,

    /// <summary>A score that another tool computed: <see cref="Metrics.Imported.ImportedMeasure"/>.</summary>
    Imported,
}
