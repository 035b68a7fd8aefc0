using System.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server;

/// <summary>One endpoint for each method of <typeparamref name="TService"/>.</summary>
internal sealed class ServiceEndpoints<TService>(IOptions<GrpcServiceOptions> options, ILoggerFactory loggers)
    where TService : class
{
    private const string LogCategory = "Grpc.AspNetCore.Server.ServerCallHandler";

    public IEnumerable<IEndpointConventionBuilder> Map(IEndpointRouteBuilder routes)
    {
        var handler = new CallHandler(options.Value, loggers.CreateLogger(LogCategory));
        var binder = new MethodBinder<TService>(new InterceptorPipeline(options.Value.Interceptors));
        Bind(binder);

        foreach (var method in binder.Methods)
        {
            var endpoint = routes.Map(method.Method.FullName, http => handler.Handle(http, method));
            endpoint.Add(each =>
            {
                each.DisplayName = $"gRPC - {method.Method.FullName}";
                each.Metadata.Add(new GrpcMethodMetadata(typeof(TService), method.Method));
                each.Metadata.Add(new HttpMethodMetadata([HttpMethods.Post], acceptCorsPreflight: true));
                foreach (var attribute in AttributesOf(method))
                {
                    each.Metadata.Add(attribute);
                }
            });
            yield return endpoint;
        }
    }

    private static object[] AttributesOf(BoundMethod method) =>
        [.. typeof(TService).GetCustomAttributes(inherit: true), .. method.Handler.GetCustomAttributes(inherit: true)];

    private static void Bind(ServiceBinderBase binder)
    {
        var generated = typeof(TService).GetCustomAttribute<BindServiceMethodAttribute>(inherit: true)
            ?? throw new InvalidOperationException($"{typeof(TService)} is no gRPC service: derive it from the base class that Grpc.Tools generates.");
        var bind = generated.BindType
            .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            .Single(method => method.Name == generated.BindMethodName
                && method.GetParameters() is [var first, _]
                && first.ParameterType == typeof(ServiceBinderBase));

        bind.Invoke(obj: null, [binder, null]);
    }
}
