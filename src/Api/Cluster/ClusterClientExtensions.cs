using BenchHub.Storage;
using Orleans.Configuration;

namespace BenchHub.Api.Cluster;

/// <summary>Settings of an API that is a process of its own, under <c>BenchHub</c>; they are named as the silo's are.</summary>
internal sealed record ClusterClientSettings
{
    /// <summary>A PostgreSQL connection, or the SQLite file of a hub on this machine. Required.</summary>
    public string? Database { get; init; }

    /// <summary><c>localhost</c>, <c>redis</c> or <c>postgres</c>. Default: <c>localhost</c>.</summary>
    public string Clustering { get; init; } = "localhost";

    /// <summary>Connection of <see cref="Clustering"/> <c>redis</c>.</summary>
    public string? Redis { get; init; }

    /// <summary>Default: <c>benchhub</c>.</summary>
    public string ClusterId { get; init; } = "benchhub";

    /// <summary>The silo's port for clients, with <c>localhost</c>. Default: 30000.</summary>
    public int GatewayPort { get; init; } = 30000;
}

internal static class ClusterClientExtensions
{
    /// <summary>Reaches the silos of a cluster, and reads the database that they write.</summary>
    /// <exception cref="RefusedException">A setting is missing or unknown; the message names it.</exception>
    public static WebApplicationBuilder AddClusterClient(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection(ApiOptions.Section).Get<ClusterClientSettings>() ?? new();
        var storage = StorageOptions.Parse(settings.Database is { Length: > 0 } database ? database : throw Missing("Database"));
        builder.Services.AddBenchHubStorage(storage);
        builder.UseOrleansClient(client =>
        {
            client.UseClustering(settings, storage);
            client.AddActivityPropagation();
            client.Services.AddSingleton<IOutgoingGrainCallFilter, PatientReads>();
        });
        return builder;
    }

    private static void UseClustering(this IClientBuilder client, ClusterClientSettings settings, StorageOptions storage)
    {
        client.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = settings.ClusterId);
        _ = settings.Clustering switch
        {
            "localhost" => client.UseLocalhostClustering(settings.GatewayPort, serviceId: settings.ClusterId, clusterId: settings.ClusterId),
            "redis" => client.UseRedisClustering(settings.Redis ?? throw Missing("Redis")),
            "postgres" => client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (storage.Invariant, storage.ConnectionString)),
            var other => throw new RefusedException(Refusal.Invalid, $"{ApiOptions.Section}:Clustering is '{other}'; use localhost, redis or postgres."),
        };
    }

    private static RefusedException Missing(string setting) => new(
        Refusal.Invalid, $"{ApiOptions.Section}:{setting} is not set (environment: {ApiOptions.Section}__{setting}); the API of a cluster needs it.");
}
