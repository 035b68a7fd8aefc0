using Grpc.AspNetCore.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

public static class GrpcServicesExtensions
{
    public static IGrpcServerBuilder AddGrpc(this IServiceCollection services)
    {
        services.AddRoutingCore();
        services.AddOptions();
        services.TryAddSingleton<UnknownMethodEndpoint>();
        services.TryAddSingleton(typeof(ServiceEndpoints<>));
        return new GrpcServerBuilder(services);
    }

    public static IGrpcServerBuilder AddGrpc(
        this IServiceCollection services, Action<GrpcServiceOptions> configureOptions) =>
        services.Configure(configureOptions).AddGrpc();

    private sealed record GrpcServerBuilder(IServiceCollection Services) : IGrpcServerBuilder;
}
