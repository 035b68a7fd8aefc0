using BenchHub.Api.Datasets;
using BenchHub.Api.Errors;
using BenchHub.Api.Jobs;
using BenchHub.Api.Metrics;
using BenchHub.Api.Results;
using BenchHub.Api.Systems;

namespace BenchHub.Api;

/// <summary>The gRPC services <c>benchhub.v1</c>, with reflection and health.</summary>
internal static class GrpcExtensions
{
    public static IServiceCollection AddBenchHubGrpc(this IServiceCollection services)
    {
        services.AddGrpc(static grpc => grpc.Interceptors.Add<ProblemInterceptor>());
        services.AddGrpcReflection();
        services.AddGrpcHealthChecks();
        return services;
    }

    public static void MapBenchHubGrpc(this IEndpointRouteBuilder routes)
    {
        routes.MapGrpcService<SystemGrpcService>();
        routes.MapGrpcService<DatasetGrpcService>();
        routes.MapGrpcService<JobGrpcService>();
        routes.MapGrpcService<ResultGrpcService>();
        routes.MapGrpcService<MetricGrpcService>();
        routes.MapGrpcReflectionService();
        routes.MapGrpcHealthChecksService();
    }
}
