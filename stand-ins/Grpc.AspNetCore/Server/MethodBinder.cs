using System.Reflection;
using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>A method with the code that runs one call of it.</summary>
internal sealed record BoundMethod(IMethod Method, MethodInfo Handler, Func<HttpServerCallContext, Task> Run);

/// <summary>Receives the methods of a generated service and binds each to the override in <typeparamref name="TService"/>.</summary>
internal sealed class MethodBinder<TService>(InterceptorPipeline interceptors) : ServiceBinderBase
    where TService : class
{
    private readonly PerCall<TService> _service = new(typeof(TService), []);

    public List<BoundMethod> Methods { get; } = [];

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var found = Find(method, typeof(TRequest), typeof(ServerCallContext));
        var call = found.CreateDelegate<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>();
        var wrapped = interceptors.Around<TRequest, TResponse>((request, context) =>
            _service.Use(Services(context), service => call(service, request, context)));

        Methods.Add(new(method, found, async context =>
        {
            var request = await context.Request.Only(method.RequestMarshaller, context.CancellationToken);
            await Answer(context, method, await wrapped(request, context));
        }));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var found = Find(method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        var call = found.CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>();
        var wrapped = interceptors.Around<TRequest, TResponse>((IAsyncStreamReader<TRequest> requests, ServerCallContext context) =>
            _service.Use(Services(context), service => call(service, requests, context)));

        Methods.Add(new(method, found, async context =>
            await Answer(context, method, await wrapped(new RequestStream<TRequest>(context, method.RequestMarshaller), context))));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var found = Find(method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var call = found.CreateDelegate<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        var wrapped = interceptors.Around<TRequest, TResponse>((TRequest request, IServerStreamWriter<TResponse> responses, ServerCallContext context) =>
            _service.Use(Services(context), service => call(service, request, responses, context)));

        Methods.Add(new(method, found, async context =>
        {
            var request = await context.Request.Only(method.RequestMarshaller, context.CancellationToken);
            await wrapped(request, new ResponseStream<TResponse>(context, method.ResponseMarshaller), context);
        }));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var found = Find(method, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var call = found.CreateDelegate<
            Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        var wrapped = interceptors.Around<TRequest, TResponse>((IAsyncStreamReader<TRequest> requests, IServerStreamWriter<TResponse> responses, ServerCallContext context) =>
            _service.Use(Services(context), service => call(service, requests, responses, context)));

        Methods.Add(new(method, found, context => wrapped(
            new RequestStream<TRequest>(context, method.RequestMarshaller),
            new ResponseStream<TResponse>(context, method.ResponseMarshaller),
            context)));
    }

    private static IServiceProvider Services(ServerCallContext context) => context.GetHttpContext().RequestServices;

    private static MethodInfo Find(IMethod method, params Type[] parameters) =>
        typeof(TService).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameters)
        ?? throw new InvalidOperationException($"{typeof(TService)} has no public method for {method.FullName}.");

    private static Task Answer<TRequest, TResponse>(
        HttpServerCallContext context, Method<TRequest, TResponse> method, TResponse? response)
        where TResponse : class => response is null
        ? throw new RpcException(new(StatusCode.Cancelled, $"The method {method.Name} returned no message."))
        : context.Response.Send(ResponseFrame.Of(method.ResponseMarshaller, response), context.CancellationToken);
}
