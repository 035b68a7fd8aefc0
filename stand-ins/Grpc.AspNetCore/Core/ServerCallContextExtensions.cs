using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

public static class ServerCallContextExtensions
{
    /// <exception cref="InvalidOperationException">The call did not come through this server.</exception>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext) =>
        (serverCallContext as HttpServerCallContext)?.Http
        ?? throw new InvalidOperationException("This call has no HttpContext: it did not come through ASP.NET Core.");
}
