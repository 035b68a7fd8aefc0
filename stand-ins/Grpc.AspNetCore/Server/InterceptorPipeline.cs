using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Grpc.AspNetCore.Server;

/// <summary>Wraps a handler in the interceptors, the first registered outermost.</summary>
internal sealed class InterceptorPipeline(IEnumerable<InterceptorRegistration> registrations)
{
    private readonly PerCall<Interceptor>[] _innermostFirst =
        [.. registrations.Reverse().Select(static each => new PerCall<Interceptor>(each.Type, each.Arguments))];

    public UnaryServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => _innermostFirst.Aggregate(handler, static (next, interceptor) => (request, context) =>
            interceptor.Use(Services(context), each => each.UnaryServerHandler(request, context, next)));

    public ClientStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(
        ClientStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => _innermostFirst.Aggregate(handler, static (next, interceptor) => (requests, context) =>
            interceptor.Use(Services(context), each => each.ClientStreamingServerHandler(requests, context, next)));

    public ServerStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(
        ServerStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => _innermostFirst.Aggregate(handler, static (next, interceptor) => (request, responses, context) =>
            interceptor.Use(Services(context), each => each.ServerStreamingServerHandler(request, responses, context, next)));

    public DuplexStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(
        DuplexStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => _innermostFirst.Aggregate(handler, static (next, interceptor) => (requests, responses, context) =>
            interceptor.Use(Services(context), each => each.DuplexStreamingServerHandler(requests, responses, context, next)));

    private static IServiceProvider Services(ServerCallContext context) => context.GetHttpContext().RequestServices;
}
