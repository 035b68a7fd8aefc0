using System.Net;
using BenchHub.Connectors.Hosting;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Secrets;
using BenchHub.Grains;
using BenchHub.Grains.Hosting;
using BenchHub.Storage;
using Orleans.Configuration;
using Orleans.Streams;

namespace BenchHub.Silo;

/// <summary>One silo in this process, whatever else the process hosts.</summary>
public static class SiloHostExtensions
{
    public static IHostApplicationBuilder AddBenchHubSilo(this IHostApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection(SiloSettings.Section).Get<SiloSettings>() ?? new();
        var storage = settings.Storage;
        Directory.CreateDirectory(settings.DataFolder);

        builder.Services.AddBenchHubStorage(storage);
        builder.Services.AddHostedService(services => new MigrateAtStart(
            services.GetRequiredService<Database>(),
            waits: settings.Clustering != "localhost",
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetRequiredService<ILogger<MigrateAtStart>>()));
        builder.Services.AddBenchHubConnectors(
            new AddressPolicy { AllowLoopback = settings.AllowLoopback, AllowPrivate = settings.AllowPrivate });
        builder.Services.AddSingleton(new SecretSealer(
            SecretKey.FromEnvironment() ?? SecretKeyFile.LoadOrCreate(Path.Combine(settings.DataFolder, "master.key"))));
        builder.Services.AddSingleton(settings.Sandbox);
        builder.UseOrleans(silo => silo
            .AddBenchHubGrains()
            .UseClustering(settings, storage)
            .UseGrainStorage(storage)
            .UseReminders(storage)
            .AddMemoryStreams(StreamNames.Provider, static streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly)));
        return builder;
    }

    private static ISiloBuilder UseClustering(this ISiloBuilder silo, SiloSettings settings, StorageOptions storage)
    {
        switch (settings.Clustering)
        {
            case "localhost":
                return silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, serviceId: settings.ClusterId, clusterId: settings.ClusterId);
            case "redis":
                silo.UseRedisClustering(settings.Redis ?? throw Missing("Redis", "redis"));
                break;
            case "postgres":
                silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (storage.Invariant, storage.ConnectionString));
                break;
            default:
                throw new RefusedException(
                    Refusal.Invalid, $"{SiloSettings.Section}:{nameof(SiloSettings.Clustering)} is '{settings.Clustering}'; use localhost, redis or postgres.");
        }

        silo.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = settings.ClusterId);
        if (settings.SiloName is { Length: > 0 } name)
        {
            silo.Configure<SiloOptions>(options => options.SiloName = name);
        }

        return settings.SiloAddress is { Length: > 0 } address
            ? silo.ConfigureEndpoints(Parsed(address), settings.SiloPort, settings.GatewayPort, listenOnAnyHostAddress: true)
            : silo.ConfigureEndpoints(settings.SiloPort, settings.GatewayPort);
    }

    private static IPAddress Parsed(string address) => IPAddress.TryParse(address, out var parsed) ? parsed : throw new RefusedException(
        Refusal.Invalid, $"{SiloSettings.Section}:{nameof(SiloSettings.SiloAddress)} is '{address}'; give the IP address at which other silos reach this one.");

    private static ISiloBuilder UseGrainStorage(this ISiloBuilder silo, StorageOptions storage) => silo.AddAdoNetGrainStorage(
        StorageNames.Grains, options => (options.Invariant, options.ConnectionString, options.DeleteStateOnClear) = (storage.Invariant, storage.ConnectionString, true));

    /// <summary>Embedded, reminders live in memory: each start sets them again (see <c>WakeAtStart</c>).</summary>
    private static ISiloBuilder UseReminders(this ISiloBuilder silo, StorageOptions storage) => storage.Provider switch
    {
        StorageProvider.Postgres => silo.UseAdoNetReminderService(
            options => (options.Invariant, options.ConnectionString) = (storage.Invariant, storage.ConnectionString)),
        _ => silo.UseInMemoryReminderService(),
    };

    private static RefusedException Missing(string setting, string clustering) => new(
        Refusal.Invalid, $"{SiloSettings.Section}:{setting} is not set; clustering by {clustering} needs its connection.");
}
