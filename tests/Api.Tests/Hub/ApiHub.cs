using System.Net;
using System.Net.Sockets;
using BenchHub.Api.Cluster;
using BenchHub.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BenchHub.Api.Tests.Hub;

/// <summary>
/// The hub as 'serve' runs it: silo, SQLite in a folder of its own, and the API on real sockets. Where ORLEANS_TEST_SILOS
/// asks for several silos, the API is a client of theirs, over PostgreSQL, as in a cluster.
/// </summary>
public sealed class ApiHub : IAsyncDisposable
{
    private readonly DirectoryInfo _data;
    private readonly SiloFleet? _silos;
    private readonly Func<string, WebApplication> _build;
    private WebApplication _app;

    private ApiHub(DirectoryInfo data, Func<string, WebApplication> build, WebApplication app, SiloFleet? silos, RecordedLogs logs)
    {
        (_data, _build, _app, _silos, Logs) = (data, build, app, silos, logs);
        var bound = app.Services.GetRequiredService<BoundEndpoints>();
        (Url, GrpcUrl) = (bound.HttpUrl!, bound.GrpcUrl!);
        Http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Url };
    }

    public HttpClient Http { get; }

    public Uri Url { get; }

    public Uri GrpcUrl { get; }

    internal RecordedLogs Logs { get; }

    public static async Task<ApiHub> Start(
        string url = "http://127.0.0.1:0", string? grpcUrl = null, Action<WebApplication>? more = null, params IEnumerable<(string Key, string Value)> settings)
    {
        var data = Directory.CreateTempSubdirectory("benchhub-api-tests-");
        var logs = new RecordedLogs();
        var silos = SiloFleet.Size > 1 ? await SiloFleet.Start(data, logs, settings) : null;
        WebApplication Build(string at)
        {
            var builder = WebApplication.CreateBuilder();
            Common(builder, data, logs, [.. settings, .. silos?.Settings ?? [("BenchHub:SiloPort", $"{FreePort()}"), ("BenchHub:GatewayPort", $"{FreePort()}")]]);
            if (silos is null)
            {
                builder.AddBenchHubSilo();
            }
            else
            {
                builder.AddClusterClient();
            }

            builder.AddBenchHubApi(ApiEndpoints.Parse(at, grpcUrl));
            var app = builder.Build();
            app.MapBenchHubApi();
            more?.Invoke(app);
            return app;
        }

        var hub = Build(url);
        try
        {
            await hub.StartAsync();
            return new(data, Build, hub, silos, logs);
        }
        catch
        {
            await hub.DisposeAsync();
            await (silos?.DisposeAsync() ?? ValueTask.CompletedTask);
            data.Delete(recursive: true);
            throw;
        }
    }

    internal static void Common(IHostApplicationBuilder builder, DirectoryInfo data, RecordedLogs logs, IEnumerable<(string Key, string Value)> settings)
    {
        builder.Configuration.AddInMemoryCollection(
            settings.Select(static setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value))
                .Append(new("BenchHub:DataFolder", data.FullName))
                .Append(new("BenchHub:AllowLoopback", "true")));
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddProvider(logs);
    }

    public Task Stop() => _app.StopAsync();

    /// <summary>Another host after <see cref="Stop"/>, at the same address and with what the first one stored.</summary>
    public async Task Restart()
    {
        await _app.DisposeAsync();
        _app = _build(Url.GetLeftPart(UriPartial.Authority));
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await (_silos?.DisposeAsync() ?? ValueTask.CompletedTask);
        _data.Delete(recursive: true);
    }

    /// <summary>Below those that the system hands out by itself, so that no connection takes it before its user does.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(15_000, 32_000);
            try
            {
                using var socket = Bound(port);
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }

    public static Socket Bound(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }
}
