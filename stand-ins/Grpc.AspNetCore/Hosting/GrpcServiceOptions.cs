namespace Grpc.AspNetCore.Server;

/// <summary>Settings of all gRPC services of an application.</summary>
public class GrpcServiceOptions
{
    /// <summary>Bytes that one received message may have, after decompression; null lifts the limit. Default: 4 MiB.</summary>
    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>Whether callers see the message of an exception that escapes a handler. Default: they do not.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>Wrapped around each call, the first outermost.</summary>
    public InterceptorCollection Interceptors { get; } = [];
}
