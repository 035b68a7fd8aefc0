using System.Collections;
using BenchHub.Evaluation.Judging;

namespace BenchHub.Evaluation.Metrics;

/// <summary>The metrics of one evaluation, each once, in the order in which they were first named.</summary>
public sealed class MetricSet : IReadOnlyList<Metric>
{
    private readonly Metric[] _metrics;

    private MetricSet(Metric[] metrics)
    {
        _metrics = metrics;
        Names = [.. metrics.Select(static metric => metric.Name.ToString())];
    }

    /// <summary>Canonical names; two spellings of one metric (<c>p@5</c>, <c>precision@5</c>) are one entry.</summary>
    public IReadOnlyList<string> Names { get; }

    public int Count => _metrics.Length;

    public Metric this[int index] => _metrics[index];

    /// <exception cref="UnknownMetricException">One of them is not in the catalog, or there is none.</exception>
    public static MetricSet Parse(IEnumerable<string> names) => Of(names.Select(MetricCatalog.Resolve));

    /// <summary>The same where the judges are known that <c>judge:name</c> may name.</summary>
    /// <inheritdoc cref="Parse(IEnumerable{string})"/>
    public static MetricSet Parse(IEnumerable<string> names, IReadOnlyList<JudgeDefinition> judges) =>
        Of(names.Select(name => MetricCatalog.Resolve(name, judges)));

    private static MetricSet Of(IEnumerable<Metric> named)
    {
        var metrics = named.DistinctBy(static metric => metric.Name).ToArray();
        return metrics.Length > 0
            ? new(metrics)
            : throw new UnknownMetricException("", "Name at least one metric, for example ndcg@10.");
    }

    public IEnumerator<Metric> GetEnumerator() => _metrics.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
