using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Grpc.AspNetCore.Server;

/// <summary>Answers UNIMPLEMENTED to gRPC requests that no mapped method takes; other requests pass by.</summary>
internal sealed class UnknownMethodEndpoint
{
    private int _mapped;

    public void MapOnce(IEndpointRouteBuilder routes)
    {
        if (Interlocked.Exchange(ref _mapped, 1) == 1)
        {
            return;
        }

        var pattern = RoutePatternFactory.Parse(
            "{grpcService}/{grpcMethod}", defaults: null, parameterPolicies: new { grpcMethod = new OnlyGrpc() });
        routes.Map(pattern, Answer).WithDisplayName("gRPC - unknown method");
    }

    private static Task Answer(HttpContext http)
    {
        http.Response.ContentType = Wire.ContentType;
        Wire.SetStatus(http.Response.Headers, new(StatusCode.Unimplemented, $"There is no method {http.Request.Path} here."));
        return Task.CompletedTask;
    }

    private sealed class OnlyGrpc : IRouteConstraint
    {
        public bool Match(
            HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
            httpContext is not null
            && HttpMethods.IsPost(httpContext.Request.Method)
            && Wire.IsGrpc(httpContext.Request.ContentType);
    }
}
