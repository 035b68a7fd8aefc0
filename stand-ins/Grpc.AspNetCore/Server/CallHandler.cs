using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>Runs one call from the HTTP request to its status.</summary>
internal sealed partial class CallHandler(GrpcServiceOptions options, ILogger logger)
{
    public async Task Handle(HttpContext http, BoundMethod method)
    {
        if (!Wire.IsGrpc(http.Request.ContentType))
        {
            await Refuse(http, StatusCodes.Status415UnsupportedMediaType, $"This is a gRPC method: the content type must be {Wire.ContentType}, not '{http.Request.ContentType}'.");
            return;
        }

        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && !HttpProtocol.IsHttp3(http.Request.Protocol))
        {
            http.Response.Headers.Upgrade = HttpProtocol.Http2;
            await Refuse(http, StatusCodes.Status426UpgradeRequired, $"gRPC needs HTTP/2, but this request came by {http.Request.Protocol}.");
            return;
        }

        if (method.Method.Type is MethodType.ClientStreaming or MethodType.DuplexStreaming)
        {
            LiftRequestLimits(http);
        }

        http.Response.ContentType = Wire.ContentType;
        var response = new CallResponse(http.Response);
        await using var deadline = Wire.ParseTimeout(http.Request.Headers[Wire.Timeout]) is { } timeout
            ? new CallDeadline(timeout, () => Expire(http, response), http.RequestAborted)
            : null;

        await Run(method, new(http, response, new(http, options.MaxReceiveMessageSize), deadline));
    }

    private async Task Run(BoundMethod method, HttpServerCallContext context)
    {
        try
        {
            await method.Run(context);
            context.Response.TryEnd(context.Status, context.ResponseTrailers);
        }
        catch (RpcException refused)
        {
            LogStatus(refused.Status.DebugException, method.Method.FullName, refused.StatusCode, refused.Status.Detail);
            context.Response.TryEnd(refused.Status, [.. context.ResponseTrailers, .. refused.Trailers]);
        }
        catch (Exception stopped) when (context.CancellationToken.IsCancellationRequested)
        {
            LogCancelled(stopped, method.Method.FullName);
            context.Response.TryEnd(new(StatusCode.Cancelled, "The call was cancelled."), context.ResponseTrailers);
        }
        catch (Exception fault)
        {
            LogFault(fault, method.Method.FullName);
            context.Response.TryEnd(new(StatusCode.Unknown, Explain(fault), fault), context.ResponseTrailers);
        }
    }

    private string Explain(Exception fault) => options.EnableDetailedErrors == true
        ? $"The method failed. {fault.GetType().Name}: {fault.Message}"
        : "The method failed.";

    /// <summary>Answers at once, while the handler may still be running.</summary>
    private static async Task Expire(HttpContext http, CallResponse response)
    {
        if (response.TryEnd(new(StatusCode.DeadlineExceeded, "The deadline of the call has passed."), []))
        {
            await http.Response.CompleteAsync();
        }
    }

    private static Task Refuse(HttpContext http, int httpStatus, string reason)
    {
        http.Response.StatusCode = httpStatus;
        Wire.SetStatus(http.Response.Headers, new(StatusCode.Internal, reason));
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync(reason, http.RequestAborted);
    }

    /// <summary>A stream may be silent or long: only its messages are bounded.</summary>
    private static void LiftRequestLimits(HttpContext http)
    {
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }
    }
}
