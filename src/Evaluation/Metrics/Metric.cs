namespace BenchHub.Evaluation.Metrics;

/// <summary>Anything that the catalog lists. Each family of inputs (rankings, texts) has its own interface below this one.</summary>
public interface IMeasure
{
    public MetricDefinition Definition { get; }
}

/// <summary>A name that stands in the catalog, under its canonical spelling, with what computes it.</summary>
/// <param name="Name">Parameters that the definition always shows, or that differ from their default, stand in it.</param>
/// <param name="Measure">Of the family that <see cref="MetricDefinition.Input"/> names.</param>
public sealed record Metric(MetricName Name, IMeasure Measure)
{
    public MetricDefinition Definition => Measure.Definition;

    public MetricArguments Arguments => new(Definition, Name);
}
