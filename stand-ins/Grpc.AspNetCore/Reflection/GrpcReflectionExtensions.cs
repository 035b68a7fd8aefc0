using Grpc.AspNetCore.Server.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection
{
    public static class GrpcReflectionServiceExtensions
    {
        public static IServiceCollection AddGrpcReflection(this IServiceCollection services)
        {
            services.TryAddSingleton<DescribedServices>();
            services.TryAddSingleton<ReflectionAnswers>();
            return services;
        }
    }
}

namespace Microsoft.AspNetCore.Builder
{
    public static class GrpcReflectionEndpointRouteBuilderExtensions
    {
        /// <summary>Lets clients such as grpcurl ask which services there are, under both names of the protocol.</summary>
        /// <exception cref="InvalidOperationException">AddGrpcReflection was not called.</exception>
        public static IEndpointConventionBuilder MapGrpcReflectionService(this IEndpointRouteBuilder builder)
        {
            if (builder.ServiceProvider.GetService<IServiceProviderIsService>()?.IsService(typeof(ReflectionAnswers)) == false)
            {
                throw new InvalidOperationException("Call services.AddGrpcReflection() before mapping the reflection service.");
            }

            return new GrpcServiceEndpointConventionBuilder(
                [builder.MapGrpcService<ReflectionV1Alpha>(), builder.MapGrpcService<ReflectionV1>()]);
        }
    }
}
