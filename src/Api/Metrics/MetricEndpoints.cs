using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Metrics;

internal static class MetricEndpoints
{
    public static RouteGroupBuilder MapMetrics(this RouteGroupBuilder api)
    {
        var metrics = api.MapGroup("/metrics").WithTags("Metrics");
        metrics.MapGet("/", List).WithName("ListMetrics").WithSummary("List the metrics and what they mean");
        return metrics;
    }

    private static Ok<PageAnswer<MetricDefinitionAnswer>> List([Description("Only metrics that need this of an item, such as ranking or text.")] string? input = null) =>
        TypedResults.Ok(new PageAnswer<MetricDefinitionAnswer>([.. MetricDefinitionAnswer.All(input)], null));
}
