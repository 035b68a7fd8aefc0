namespace BenchHub.Evaluation.Metrics;

/// <summary>Anything that the catalog lists. Each family of inputs (rankings, texts) has its own interface below this one.</summary>
public interface IMeasure
{
    public MetricDefinition Definition { get; }
}

/// <summary>A name that stands in the catalog, under its canonical spelling, with what computes it.</summary>
public sealed record Metric(MetricName Name, IMeasure Measure)
{
    public MetricDefinition Definition => Measure.Definition;
}
