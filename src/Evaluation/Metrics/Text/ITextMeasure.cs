namespace BenchHub.Evaluation.Metrics.Text;

/// <summary>A measure of an answer in words against what was expected.</summary>
internal interface ITextMeasure : IMeasure
{
    public ITextScorer For(MetricArguments arguments);

    /// <summary>What the reference program prints to say how it computed, such as sacreBLEU's <c>nrefs:1|case:mixed|…</c>; empty if it prints nothing.</summary>
    /// <param name="arguments">Of the metric.</param>
    /// <param name="references">References of an item, or <c>var</c> where items differ.</param>
    public string Signature(MetricArguments arguments, string references) => "";
}
