using BenchHub.Evaluation.Metrics;

namespace BenchHub.Api.Metrics;

/// <summary>All that a user needs to know to trust a number of this metric, or to reproduce it elsewhere.</summary>
/// <param name="Input">What it needs to know of an item.</param>
/// <param name="Cutoff">Whether a cutoff such as @10 is none, optional or required.</param>
/// <param name="Parameters">What may stand in brackets after the name.</param>
/// <param name="Direction">higher or lower: which is better.</param>
/// <param name="Aggregation">How the value of a whole result comes from its items.</param>
/// <param name="Minimum">Least possible value; null where there is none.</param>
/// <param name="Reference">The program whose numbers ours equal.</param>
/// <param name="Denominator">What the value is divided by, and what happens where that is 0.</param>
/// <param name="MissingValue">What a failed item counts as; null where it is left out.</param>
internal sealed record MetricDefinitionAnswer(
    string Name,
    string Example,
    IReadOnlyList<string> Aliases,
    MetricInput Input,
    CutoffRule Cutoff,
    IReadOnlyList<MetricParameterAnswer> Parameters,
    string Direction,
    MetricAggregation Aggregation,
    string Unit,
    double? Minimum,
    double? Maximum,
    string Description,
    string Formula,
    string Citation,
    string Reference,
    string Denominator,
    double? MissingValue,
    int Revision)
{
    /// <exception cref="RefusedException">The text names no kind of input.</exception>
    public static IEnumerable<MetricDefinitionAnswer> All(string? input)
    {
        var wanted = Words.Of<MetricInput>(input, "input");
        return MetricCatalog.Definitions
            .Where(metric => string.IsNullOrEmpty(wanted) || metric.Input.Word() == wanted)
            .Select(Of);
    }

    private static MetricDefinitionAnswer Of(MetricDefinition metric) => new(
        metric.Name, metric.Example, metric.Aliases, metric.Input, metric.Cutoff, [.. metric.Parameters.Select(MetricParameterAnswer.Of)],
        metric.Direction is MetricDirection.HigherIsBetter ? "higher" : "lower", metric.Aggregation, metric.Unit, metric.Minimum.Defined(),
        metric.Maximum.Defined(), metric.Description, metric.Formula, metric.Citation, metric.Reference, metric.Denominator,
        metric.MissingValue.Defined(), metric.Revision);
}

/// <param name="Default">The value where the name does not give one.</param>
/// <param name="Allowed">The values that may be given, in words.</param>
internal sealed record MetricParameterAnswer(string Name, string Default, string Allowed, string Description)
{
    public static MetricParameterAnswer Of(MetricParameter parameter) =>
        new(parameter.Name, parameter.Default, parameter.Allowed, parameter.Description);
}
