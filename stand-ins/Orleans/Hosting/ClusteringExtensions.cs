using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Clustering;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Orleans.Configuration
{
    public class AdoNetClusteringSiloOptions
    {
        public string? ConnectionString { get; set; }

        public string Invariant { get; set; } = "Microsoft.Data.SqlClient";
    }

    public class AdoNetClusteringClientOptions
    {
        public string? ConnectionString { get; set; }

        public string Invariant { get; set; } = "Microsoft.Data.SqlClient";
    }
}

namespace Orleans.Hosting
{
    public static class AdoNetHostingExtensions
    {
        /// <summary>The silo is one of those in the database's table OrleansMembershipTable, with its ports as <c>ConfigureEndpoints</c> says.</summary>
        public static ISiloBuilder UseAdoNetClustering(this ISiloBuilder builder, Action<AdoNetClusteringSiloOptions> configureOptions)
        {
            ClusterServices.AddSilo(builder.Services, services =>
            {
                var options = services.GetRequiredService<IOptions<AdoNetClusteringSiloOptions>>().Value;
                return new AdoNetMembershipStore(nameof(AdoNetClusteringSiloOptions), options.Invariant, options.ConnectionString, services.GetRequiredService<IOptions<ClusterOptions>>());
            });
            return builder.Configure(configureOptions);
        }

        public static IClientBuilder UseAdoNetClustering(this IClientBuilder builder, Action<AdoNetClusteringClientOptions> configureOptions)
        {
            ClusterServices.AddClient(builder.Services, services =>
            {
                var options = services.GetRequiredService<IOptions<AdoNetClusteringClientOptions>>().Value;
                return new AdoNetMembershipStore(nameof(AdoNetClusteringClientOptions), options.Invariant, options.ConnectionString, services.GetRequiredService<IOptions<ClusterOptions>>());
            });
            return builder.Configure(configureOptions);
        }
    }

    public static class EndpointOptionsExtensions
    {
        public static ISiloBuilder ConfigureEndpoints(this ISiloBuilder builder, IPAddress advertisedIP, int siloPort, int gatewayPort, bool listenOnAnyHostAddress = false) =>
            builder.Configure<EndpointOptions>(options =>
            {
                (options.AdvertisedIPAddress, options.SiloPort, options.GatewayPort) = (advertisedIP, siloPort, gatewayPort);
                ListenOnAny(options, listenOnAnyHostAddress);
            });

        public static ISiloBuilder ConfigureEndpoints(this ISiloBuilder builder, int siloPort, int gatewayPort, AddressFamily addressFamily = AddressFamily.InterNetwork, bool listenOnAnyHostAddress = false) =>
            builder.Configure<EndpointOptions>(options =>
            {
                (options.SiloPort, options.GatewayPort) = (siloPort, gatewayPort);
                ListenOnAny(options, listenOnAnyHostAddress);
            });

        private static void ListenOnAny(EndpointOptions options, bool listenOnAnyHostAddress)
        {
            if (listenOnAnyHostAddress)
            {
                options.SiloListeningEndpoint = new(IPAddress.Any, options.SiloPort);
                options.GatewayListeningEndpoint = new(IPAddress.Any, options.GatewayPort);
            }
        }
    }
}

namespace Microsoft.Extensions.Hosting
{
    public static class RedisClusteringISiloBuilderExtensions
    {
        /// <summary>Needs Redis, which the stand-in does not speak: the silo refuses to start.</summary>
        public static ISiloBuilder UseRedisClustering(this ISiloBuilder builder, string redisConnectionString)
        {
            Unsupported.RefuseAtStart(builder.Services, Unsupported.Redis);
            return builder;
        }
    }

    public static class RedisClusteringIClientBuilderExtensions
    {
        /// <summary>Needs Redis, which the stand-in does not speak: the host refuses to start.</summary>
        public static IClientBuilder UseRedisClustering(this IClientBuilder builder, string redisConnectionString)
        {
            Unsupported.RefuseAtStart(builder.Services, Unsupported.Redis);
            return builder;
        }
    }
}
