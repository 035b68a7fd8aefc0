namespace BenchHub.Evaluation.Metrics.Labels;

internal sealed class Accuracy : IItemMeasure<LabelPair>
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "accuracy",
        Input = MetricInput.Labels,
        Description = "Share of the items whose class was predicted.",
        Formula = "[predicted = true]",
        Citation = "Manning, Raghavan and Schütze, Introduction to information retrieval, 2008, section 8.3",
        Reference = "scikit-learn accuracy_score",
        Denominator = "All items; a prediction of no class is wrong",
    };

    public Func<LabelPair, double> For(MetricArguments arguments) =>
        static item => string.Equals(item.True, item.Predicted, StringComparison.Ordinal) ? 1 : 0;
}
