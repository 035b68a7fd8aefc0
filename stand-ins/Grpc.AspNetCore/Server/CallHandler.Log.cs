using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

internal sealed partial class CallHandler
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} ended with {StatusCode}: {Detail}")]
    private partial void LogStatus(Exception? cause, string method, StatusCode statusCode, string detail);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} stopped: the caller is gone or the deadline has passed.")]
    private partial void LogCancelled(Exception stopped, string method);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} failed.")]
    private partial void LogFault(Exception fault, string method);
}
