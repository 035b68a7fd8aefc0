namespace BenchHub.Evaluation.Metrics.Verdicts;

/// <summary>A measure that is its definition and a formula over the verdicts. O(verdicts).</summary>
internal sealed class VerdictMeasure<TItem>(MetricDefinition definition, Func<MetricArguments, Func<TItem, double>> formula) : IItemMeasure<TItem>
{
    public MetricDefinition Definition { get; } = definition with { Input = MetricInput.Verdicts };

    public Func<TItem, double> For(MetricArguments arguments) => formula(arguments);
}
