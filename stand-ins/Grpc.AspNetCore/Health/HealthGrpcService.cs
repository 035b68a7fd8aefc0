using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>grpc.health.v1 over the health checks of ASP.NET Core.</summary>
internal sealed class HealthGrpcService(
    HealthCheckService checks,
    PublishedHealth published,
    IOptions<GrpcHealthChecksOptions> options,
    IHostApplicationLifetime lifetime) : Health.V1.Health.HealthBase
{
    /// <summary>Runs the checks of this service name now.</summary>
    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        options.Value.Services.Find(request.Service) is { } mapping
            ? new() { Status = await StatusNow(mapping, context.CancellationToken) }
            : throw new RpcException(new(StatusCode.NotFound, $"No health is known for a service named '{request.Service}'."));

    /// <summary>Sends the status now and whenever a periodic check changes it, until the caller or the host stops.</summary>
    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var mapping = options.Value.Services.Find(request.Service);
        try
        {
            var next = published.Next;
            var status = mapping is null ? ServingStatus.ServiceUnknown : await StatusNow(mapping, stop.Token);
            while (true)
            {
                await responseStream.WriteAsync(new() { Status = status }, context.CancellationToken);
                (status, next) = await Change(status, mapping, next, stop.Token);
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            await responseStream.WriteAsync(new() { Status = ServingStatus.NotServing }, context.CancellationToken);
        }
    }

    private static async Task<(ServingStatus, Task<Publication>)> Change(
        ServingStatus from, ServiceMapping? mapping, Task<Publication> next, CancellationToken cancellationToken)
    {
        while (true)
        {
            var publication = await next.WaitAsync(cancellationToken);
            next = publication.Next;
            if (mapping is not null && ServingStatuses.Of(publication.Report, mapping) is var status && status != from)
            {
                return (status, next);
            }
        }
    }

    private async Task<ServingStatus> StatusNow(ServiceMapping mapping, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(
            check => mapping.HealthCheckPredicate?.Invoke(new(check.Name, check.Tags)) != false, cancellationToken);
        return ServingStatuses.Of(report.Entries.Values);
    }
}
