using Grpc.Core;
using Grpc.Core.Interceptors;

namespace BenchHub.Grpc.Tests.Server;

/// <summary>Leaves a mark in the trailers when a call goes in and comes out, and turns one exception into a status.</summary>
public sealed class TracingInterceptor(string name, ScopedProbe scoped) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        context.UserState[$"probe-{name}"] = scoped;
        return await Around(context, () => continuation(request, context));
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        await Around(context, () => continuation(requestStream, context));

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) => await Around(context, async () =>
        {
            await continuation(request, responseStream, context);
            return true;
        });

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) => await Around(context, async () =>
        {
            await continuation(requestStream, responseStream, context);
            return true;
        });

    private async Task<T> Around<T>(ServerCallContext context, Func<Task<T>> call)
    {
        context.ResponseTrailers.Add("trace", $"in-{name}");
        try
        {
            return await call();
        }
        catch (InvalidOperationException refused)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, refused.Message));
        }
        finally
        {
            context.ResponseTrailers.Add("trace", $"out-{name}");
        }
    }
}
