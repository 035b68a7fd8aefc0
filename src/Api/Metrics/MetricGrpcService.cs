using BenchHub.Api.V1;
using Grpc.Core;

namespace BenchHub.Api.Metrics;

internal sealed class MetricGrpcService : MetricService.MetricServiceBase
{
    public override Task<ListMetricsResponse> ListMetrics(ListMetricsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListMetricsResponse { Metrics = { MetricDefinitionAnswer.All(request.Input).Select(ToMessage) } });

    private static Metric ToMessage(MetricDefinitionAnswer metric)
    {
        var message = new Metric
        {
            Name = metric.Name,
            Example = metric.Example,
            Aliases = { metric.Aliases },
            Input = metric.Input.Word(),
            Cutoff = metric.Cutoff.Word(),
            Parameters = { metric.Parameters.Select(ToMessage) },
            Direction = metric.Direction,
            Aggregation = metric.Aggregation.Word(),
            Unit = metric.Unit,
            Description = metric.Description,
            Formula = metric.Formula,
            Citation = metric.Citation,
            Reference = metric.Reference,
            Denominator = metric.Denominator,
            Revision = metric.Revision,
        };
        if (metric.Minimum is { } minimum)
        {
            message.Minimum = minimum;
        }

        if (metric.Maximum is { } maximum)
        {
            message.Maximum = maximum;
        }

        if (metric.MissingValue is { } missing)
        {
            message.MissingValue = missing;
        }

        return message;
    }

    private static MetricParameter ToMessage(MetricParameterAnswer parameter) => new()
    {
        Name = parameter.Name,
        DefaultValue = parameter.Default,
        Allowed = parameter.Allowed,
        Description = parameter.Description,
    };
}
