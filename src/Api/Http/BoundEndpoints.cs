using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BenchHub.Api;

/// <summary>Binds Kestrel to the two addresses, and knows after the start which ports they got.</summary>
public sealed partial class BoundEndpoints(ApiEndpoints wanted, ILogger<BoundEndpoints> logger)
{
    private ListenOptions? _http;
    private ListenOptions? _grpc;

    /// <summary>Null before the host has started.</summary>
    public Uri? HttpUrl => Bound(wanted.HttpUrl, _http);

    /// <summary>Null before the host has started.</summary>
    public Uri? GrpcUrl => Bound(wanted.GrpcUrl ?? wanted.HttpUrl, _grpc);

    internal void Listen(KestrelServerOptions kestrel)
    {
        kestrel.Listen(ApiEndpoints.Of(wanted.HttpUrl), listen =>
        {
            listen.Protocols = wanted.HttpUrl.Scheme == Uri.UriSchemeHttps ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1;
            _http = Secure(listen, wanted.HttpUrl);
        });
        kestrel.Listen(Grpc(), listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            _grpc = Secure(listen, wanted.GrpcUrl ?? wanted.HttpUrl);
        });
    }

    private IPEndPoint Grpc()
    {
        if (wanted.GrpcUrl is { } chosen)
        {
            return ApiEndpoints.Of(chosen);
        }

        var next = ApiEndpoints.Of(wanted.HttpUrl);
        if (next.Port is 0 or IPEndPoint.MaxPort)
        {
            return new(next.Address, 0);
        }

        next.Port++;
        if (IsFree(next))
        {
            return next;
        }

        LogPortTaken(next.Port);
        return new(next.Address, 0);
    }

    private static bool IsFree(IPEndPoint endpoint)
    {
        using var probe = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(endpoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static ListenOptions Secure(ListenOptions listen, Uri url) =>
        url.Scheme == Uri.UriSchemeHttps ? listen.UseHttps() : listen;

    private static Uri? Bound(Uri wanted, ListenOptions? listen) =>
        listen?.IPEndPoint is { Port: > 0 } bound ? new UriBuilder(wanted) { Port = bound.Port }.Uri : null;

    [LoggerMessage(LogLevel.Warning, "Port {Port} is taken, so gRPC listens at another one; /api/v1/info names it. Set BenchHub:GrpcUrl to choose")]
    private partial void LogPortTaken(int port);
}
