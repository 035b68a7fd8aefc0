using Grpc.Core;
using Grpc.Core.Interceptors;

namespace BenchHub.Api.Errors;

/// <summary>gRPC: where an exception becomes a status.</summary>
internal sealed partial class ProblemInterceptor(ILogger<ProblemInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Status(exception, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Status(exception, context);
        }
    }

    private RpcException Status(Exception exception, ServerCallContext context)
    {
        if (context.CancellationToken.IsCancellationRequested)
        {
            return new(new(StatusCode.Cancelled, "The call was cancelled."));
        }

        var problem = Problem.Of(exception);
        if (problem.Kind == ProblemKind.Fault)
        {
            LogFault(exception, context.Method);
        }

        return new(new(problem.Kind.Code, problem.Detail));
    }

    [LoggerMessage(LogLevel.Error, "{Method} failed")]
    private partial void LogFault(Exception fault, string method);
}
