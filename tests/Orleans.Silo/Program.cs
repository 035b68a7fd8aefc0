// A silo in a process of its own, for tests and benches of clusters.
// BenchHub.Orleans.Silo CONNECTION CLUSTER SILO_PORT GATEWAY_PORT
// prints "ready", stops gracefully when standard input closes, and prints "stopped".
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

var (connection, cluster) = (args[0], args[1]);
var (siloPort, gatewayPort) = (int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture));

var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans", LogLevel.Information);
builder.UseOrleans(silo =>
{
    silo.UseAdoNetClustering((AdoNetClusteringSiloOptions options) => (options.Invariant, options.ConnectionString) = ("Npgsql", connection))
        .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = cluster)
        .ConfigureEndpoints(IPAddress.Loopback, siloPort, gatewayPort)
        .AddAdoNetGrainStorageAsDefault((AdoNetGrainStorageOptions options) => (options.Invariant, options.ConnectionString) = ("Npgsql", connection))
        .UseSystemTextJsonGrainStorageSerializer()
        .UseAdoNetReminderService((AdoNetReminderTableOptions options) => (options.Invariant, options.ConnectionString) = ("Npgsql", connection))
        .Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(1));
});
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("ready");

var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
_ = Task.Run(async () =>
{
    while (await Console.In.ReadLineAsync() is not null)
    {
    }

    lifetime.StopApplication();
});
await host.WaitForShutdownAsync();
Console.WriteLine("stopped");
