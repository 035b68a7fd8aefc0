namespace BenchHub.Evaluation.Metrics.Text;

/// <summary>A measure of an answer in words against what was expected.</summary>
internal interface ITextMeasure : IMeasure
{
    public ITextScorer For(MetricArguments arguments);
}
