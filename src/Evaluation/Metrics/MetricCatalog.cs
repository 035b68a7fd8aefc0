using System.Collections.Frozen;
using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Metrics.Imported;
using BenchHub.Evaluation.Metrics.Labels;
using BenchHub.Evaluation.Metrics.Likelihoods;
using BenchHub.Evaluation.Metrics.Probabilities;
using BenchHub.Evaluation.Metrics.Ratings;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Evaluation.Metrics.Samples;
using BenchHub.Evaluation.Metrics.Text;
using BenchHub.Evaluation.Metrics.Verdicts;

namespace BenchHub.Evaluation.Metrics;

/// <summary>Every metric that this library computes, and by their prefix those that others computed.</summary>
public static class MetricCatalog
{
    private static readonly IMeasure[] Measures =
    [
        .. RetrievalMeasures.All,
        .. LikelihoodMeasures.All,
        .. LabelMeasures.All,
        .. ProbabilityMeasures.All,
        .. SampleMeasures.All,
        .. RatingMeasures.All,
        .. VerdictMeasures.All,
        .. AnswerMeasures.All,
        .. TranslationMeasures.All,
    ];

    private static readonly FrozenDictionary<string, IMeasure> ByName = Measures
        .SelectMany(static measure => measure.Definition.Aliases.Prepend(measure.Definition.Name), static (measure, name) => (name, measure))
        .ToFrozenDictionary(static entry => entry.name, static entry => entry.measure, StringComparer.Ordinal);

    public static IReadOnlyList<MetricDefinition> Definitions { get; } = [.. Measures.Select(static measure => measure.Definition)];

    /// <exception cref="UnknownMetricException">
    /// No such metric, a cutoff where none is allowed or none where one is needed, or a parameter that the metric lacks.
    /// </exception>
    /// <remarks><c>judge:name</c> is resolved for any name, as far as numbers can be compared without knowing the judge.</remarks>
    public static Metric Resolve(string text)
    {
        var name = MetricName.Parse(text);
        return ImportedMeasure.Is(name.Family) ? ImportedMeasure.Resolve(name)
            : Resolved(text, name, JudgeMetric.IsNamed(name.Family) ? JudgeMetric.Unspecified(name.Family)
                : ByName.TryGetValue(name.Family, out var measure) ? measure
                : throw new UnknownMetricException(text, UnknownName(name.Family)));
    }

    /// <summary>The same where the judges are known that <c>judge:name</c> may name.</summary>
    /// <inheritdoc cref="Resolve(string)"/>
    public static Metric Resolve(string text, IReadOnlyList<JudgeDefinition> judges)
    {
        var name = MetricName.Parse(text);
        return !JudgeMetric.IsNamed(name.Family) ? Resolve(text)
            : judges.FirstOrDefault(judge => JudgeDefinition.MetricOf(judge.Name) == name.Family) is { } judge ? Resolved(text, name, JudgeMetric.Of(judge))
            : throw new UnknownMetricException(text, $"There is no judge '{name.Family[JudgeMetric.Prefix.Length..]}' here; "
                + (judges.Count == 0 ? "name the judges of the job." : $"there are {string.Join(", ", judges.Select(static judge => judge.Name))}."));
    }

    private static Metric Resolved(string text, MetricName name, IMeasure measure)
    {
        var definition = measure.Definition;
        return Complaint(definition, name) is { } complaint
            ? throw new UnknownMetricException(text, complaint)
            : new(Canonical(definition, name), measure);
    }

    private static MetricName Canonical(MetricDefinition definition, MetricName name) => MetricName.Of(
        definition.Name,
        definition.Parameters
            .Select(parameter => (parameter, Value: name.Value(parameter.Name) ?? parameter.Default))
            .Where(static given => given.parameter.AlwaysShown || !string.Equals(given.Value, given.parameter.Default, StringComparison.Ordinal))
            .Select(static given => KeyValuePair.Create(given.parameter.Name, given.Value)),
        name.Cutoff);

    private static string? Complaint(MetricDefinition definition, MetricName name) => (definition.Cutoff, name.Cutoff) switch
    {
        (CutoffRule.Required, null) => $"The metric '{name}' needs a cutoff from 1 to {MetricName.MaximumCutoff}, for example {name}@5.",
        (CutoffRule.None, { } cutoff) => $"The metric '{definition.Name}' takes no cutoff; leave out @{cutoff}.",
        _ => name.Parameters.Select(given => Complaint(definition, given)).FirstOrDefault(static complaint => complaint is not null),
    };

    private static string? Complaint(MetricDefinition definition, KeyValuePair<string, string> given)
    {
        var parameter = definition.Parameters.FirstOrDefault(known => string.Equals(known.Name, given.Key, StringComparison.Ordinal));
        return parameter is null
            ? $"The metric '{definition.Name}' has no parameter '{given.Key}'; it takes {Taken(definition.Parameters)}."
            : parameter.Allows(given.Value)
                ? null
                : parameter.Refused.TryGetValue(given.Value, out var reason) ? reason : $"The parameter '{given.Key}' of the metric '{definition.Name}' must be {parameter.Allowed}, not '{given.Value}'.";
    }

    private static string Taken(IReadOnlyList<MetricParameter> parameters) =>
        parameters.Count == 0 ? "none" : string.Join(", ", parameters.Select(static parameter => parameter.Name));

    private static string UnknownName(string family)
    {
        var near = NearestNames.To(family, ByName.Keys);
        return near.Count > 0
            ? $"There is no metric '{family}'; did you mean {string.Join(" or ", near.Select(static name => ByName[name].Definition.Example).Distinct())}?"
            : $"There is no metric '{family}'; there are {Definitions.Count}, among them ndcg@10, recall@5, token_f1 and bleu (benchhub metrics list shows all).";
    }
}
