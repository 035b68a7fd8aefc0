using System.Collections.Frozen;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Metrics;

/// <summary>Every metric that this library computes.</summary>
public static class MetricCatalog
{
    private static readonly IMeasure[] Measures =
    [
        new Precision(), new Recall(), new Success(), new ReciprocalRank(), new AveragePrecision(), new Ndcg(), new RPrecision(), new Bpref(),
    ];

    private static readonly FrozenDictionary<string, IMeasure> ByName = Measures
        .SelectMany(static measure => measure.Definition.Aliases.Prepend(measure.Definition.Name), static (measure, name) => (name, measure))
        .ToFrozenDictionary(static entry => entry.name, static entry => entry.measure, StringComparer.Ordinal);

    public static IReadOnlyList<MetricDefinition> Definitions { get; } = [.. Measures.Select(static measure => measure.Definition)];

    /// <exception cref="UnknownMetricException">
    /// No such metric, a cutoff where none is allowed or none where one is needed, or a parameter that the metric lacks.
    /// </exception>
    public static Metric Resolve(string text)
    {
        var name = MetricName.Parse(text);
        if (!ByName.TryGetValue(name.Family, out var measure))
        {
            throw new UnknownMetricException(text, UnknownName(name.Family));
        }

        var definition = measure.Definition;
        return Complaint(definition, name) is { } complaint
            ? throw new UnknownMetricException(text, complaint)
            : new(name.Called(definition.Name), measure);
    }

    private static string? Complaint(MetricDefinition definition, MetricName name) => (definition.Cutoff, name.Cutoff) switch
    {
        _ when name.Parameters is [var first, ..] => $"The metric '{definition.Name}' has no parameter '{first.Key}'; it takes none.",
        (CutoffRule.Required, null) => $"The metric '{name}' needs a cutoff from 1 to {MetricName.MaximumCutoff}, for example {name}@5.",
        (CutoffRule.None, { } cutoff) => $"The metric '{definition.Name}' takes no cutoff; leave out @{cutoff}.",
        _ => null,
    };

    private static string UnknownName(string family)
    {
        var near = NearestNames.To(family, ByName.Keys);
        return near.Count > 0
            ? $"There is no metric '{family}'; did you mean {string.Join(" or ", near.Select(static name => ByName[name].Definition.Example).Distinct())}?"
            : $"There is no metric '{family}'; the metrics are {string.Join(", ", Definitions.Select(static definition => definition.Example))}.";
    }
}
