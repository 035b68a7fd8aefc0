namespace Grpc.Core;

/// <summary>Thrown by a handler or an interceptor to end the call with this status and these trailers.</summary>
#pragma warning disable CA1032 // there is no call without a status
public class RpcException(Status status, Metadata trailers, string message) : Exception(message, status.DebugException)
#pragma warning restore CA1032
{
    public RpcException(Status status)
        : this(status, Metadata.Empty, status.ToString())
    {
    }

    public RpcException(Status status, string message)
        : this(status, Metadata.Empty, message)
    {
    }

    public RpcException(Status status, Metadata trailers)
        : this(status, trailers, status.ToString())
    {
    }

    public Status Status { get; } = status;

    public StatusCode StatusCode => Status.StatusCode;

    public Metadata Trailers { get; } = trailers;
}
