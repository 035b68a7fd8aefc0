namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>A measure of one ranked answer.</summary>
internal interface IRetrievalMeasure : IMeasure
{
    /// <summary>The value for a judged query; every measure here has one, 0 where the query has no relevant document.</summary>
    /// <param name="query">The answer, ranked and judged.</param>
    /// <param name="cutoff">How many leading ranks count; <see cref="int.MaxValue"/> where all do.</param>
    public double At(RankedQuery query, int cutoff);
}
