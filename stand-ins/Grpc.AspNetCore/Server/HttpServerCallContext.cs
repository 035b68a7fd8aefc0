using System.Net.Sockets;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server;

internal sealed class HttpServerCallContext(HttpContext http, CallResponse response, RequestBody request, CallDeadline? deadline)
    : ServerCallContext
{
    private static readonly AuthContext Unauthenticated = new(peerIdentityPropertyName: null, []);

    private readonly CancellationToken _cancelled = deadline?.Token ?? http.RequestAborted;
    private Metadata? _requestHeaders;

    public HttpContext Http => http;

    public CallResponse Response => response;

    public RequestBody Request => request;

    protected override string MethodCore => http.Request.Path.Value ?? "";

    protected override string HostCore => http.Request.Host.Value ?? "";

    protected override string PeerCore => http.Connection.RemoteIpAddress switch
    {
        { AddressFamily: AddressFamily.InterNetwork } v4 => $"ipv4:{v4}:{http.Connection.RemotePort}",
        { AddressFamily: AddressFamily.InterNetworkV6 } v6 => $"ipv6:[{v6}]:{http.Connection.RemotePort}",
        _ => "unknown",
    };

    protected override DateTime DeadlineCore => deadline?.At ?? DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= RequestMetadata.From(http.Request.Headers);

    protected override CancellationToken CancellationTokenCore => _cancelled;

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => Unauthenticated;

    protected override IDictionary<object, object> UserStateCore => http.Items!;

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) =>
        response.SendHeaders(responseHeaders, _cancelled);

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("There is no gRPC client here to propagate a call to.");
}
