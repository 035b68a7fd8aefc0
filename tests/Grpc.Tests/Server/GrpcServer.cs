using System.Net;
using BenchHub.Grpc.Tests.Server;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(GrpcServer))]

namespace BenchHub.Grpc.Tests.Server;

/// <summary>The probe service on real sockets: one port for HTTP/2, one for HTTP/1.1.</summary>
public class GrpcServer : IAsyncLifetime
{
    private WebApplication? _app;

    public Signals Signals { get; } = new();

    public RecordedLogs Logs { get; } = new();

    public Uri Http2 => new(_app!.Urls.First());

    public Uri Http1 => new(_app!.Urls.Last());

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, static port => port.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, static port => port.Protocols = HttpProtocols.Http1);
        });
        builder.Logging.AddProvider(Logs);
        builder.Services.AddSingleton(Signals).AddScoped<ScopedProbe>();
        builder.Services.AddGrpc(Configure);
        AddServices(builder.Services);

        _app = builder.Build();
        _app.UseRouting();
        _app.MapGrpcService<ProbeService>();
        _app.MapGet("/plain/page", static () => "not gRPC");
        Map(_app);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected virtual void Configure(GrpcServiceOptions grpc)
    {
    }

    protected virtual void AddServices(IServiceCollection services)
    {
    }

    protected virtual void Map(WebApplication app)
    {
    }
}
