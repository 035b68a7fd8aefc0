using System.Globalization;

namespace BenchHub.Evaluation.Metrics;

/// <summary>What a resolved name says to its measure: the cutoff and a value for each parameter, defaults included.</summary>
public sealed class MetricArguments
{
    private readonly Dictionary<string, string> _values;

    internal MetricArguments(MetricDefinition definition, MetricName name)
    {
        Cutoff = name.Cutoff;
        _values = definition.Parameters.ToDictionary(static p => p.Name, p => name.Value(p.Name) ?? p.Default, StringComparer.Ordinal);
    }

    /// <summary>How many leading ranks count; null where the whole answer counts.</summary>
    public int? Cutoff { get; }

    /// <summary>The cutoff, or so many that all count.</summary>
    public int Depth => Cutoff ?? int.MaxValue;

    /// <exception cref="KeyNotFoundException">The definition of the metric has no such parameter, which is a defect of the measure.</exception>
    public string Choice(string parameter) => _values[parameter];

    /// <inheritdoc cref="Choice"/>
    public bool Flag(string parameter) => string.Equals(_values[parameter], "true", StringComparison.Ordinal);

    /// <inheritdoc cref="Choice"/>
    public int Whole(string parameter) => int.Parse(_values[parameter], CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Choice"/>
    public double Number(string parameter) => double.Parse(_values[parameter], CultureInfo.InvariantCulture);
}
