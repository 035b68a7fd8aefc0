namespace BenchHub.Evaluation.Metrics.Text.Bleu;

/// <summary>What becomes of an order without a match (Chen and Cherry, WMT 2014).</summary>
internal enum BleuSmoothing
{
    /// <summary>Its precision is 0, and so is BLEU.</summary>
    None,

    /// <summary>A half of a match for the first such order, a quarter for the second, and so on.</summary>
    Exp,

    /// <summary>A given number of matches.</summary>
    Floor,

    /// <summary>A given number is added to the matches and to all n-grams of every order above the first.</summary>
    AddK,
}
