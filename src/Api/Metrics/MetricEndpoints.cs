using BenchHub.Evaluation.Metrics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Metrics;

internal static class MetricEndpoints
{
    private static readonly PageAnswer<MetricDefinitionAnswer> Catalog = new([.. MetricCatalog.Definitions.Select(MetricDefinitionAnswer.Of)], null);

    public static RouteGroupBuilder MapMetrics(this RouteGroupBuilder api)
    {
        var metrics = api.MapGroup("/metrics").WithTags("Metrics");
        metrics.MapGet("/", List).WithName("ListMetrics").WithSummary("List the metrics and what they mean");
        return metrics;
    }

    private static Ok<PageAnswer<MetricDefinitionAnswer>> List() => TypedResults.Ok(Catalog);
}

/// <summary>All that a user needs to know to trust a number of this metric, or to reproduce it elsewhere.</summary>
/// <param name="Cutoff">Whether a cutoff such as @10 is none, optional or required.</param>
/// <param name="Direction">higher or lower: which is better.</param>
/// <param name="Reference">The program whose numbers ours equal.</param>
/// <param name="MissingValue">What a failed item counts as; null where it is left out.</param>
internal sealed record MetricDefinitionAnswer(
    string Name,
    string Example,
    IReadOnlyList<string> Aliases,
    CutoffRule Cutoff,
    string Direction,
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
    public static MetricDefinitionAnswer Of(MetricDefinition metric) => new(
        metric.Name, metric.Example, metric.Aliases, metric.Cutoff, metric.Direction is MetricDirection.HigherIsBetter ? "higher" : "lower",
        metric.Minimum.Defined(), metric.Maximum.Defined(), metric.Description, metric.Formula, metric.Citation, metric.Reference, metric.Denominator,
        metric.MissingValue.Defined(), metric.Revision);
}
