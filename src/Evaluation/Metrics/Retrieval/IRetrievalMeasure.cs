namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>A measure of one ranked answer.</summary>
internal interface IRetrievalMeasure : IMeasure
{
    /// <summary>
    /// What computes the value of a judged query for a name's cutoff and parameters. Every measure here has a value, 0 where
    /// the query has no relevant document.
    /// </summary>
    public Func<RankedQuery, double> For(MetricArguments arguments);

    /// <summary>How the ranking that the measure looks at orders documents of one score.</summary>
    public TieOrder Ties(MetricArguments arguments) => TieOrder.IdDescending;
}
