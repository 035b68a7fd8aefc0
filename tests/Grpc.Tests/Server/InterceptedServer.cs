using Grpc.AspNetCore.Server;

namespace BenchHub.Grpc.Tests.Server;

/// <summary>Two interceptors, messages of 100 bytes at most, and errors in full.</summary>
public sealed class InterceptedServer : GrpcServer
{
    protected override void Configure(GrpcServiceOptions grpc)
    {
        grpc.Interceptors.Add<TracingInterceptor>("outer");
        grpc.Interceptors.Add<TracingInterceptor>("inner");
        grpc.MaxReceiveMessageSize = 100;
        grpc.EnableDetailedErrors = true;
    }
}
