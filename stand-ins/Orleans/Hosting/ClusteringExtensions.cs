using System.Net;
using System.Net.Sockets;
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
        /// <summary>Needs a cluster: the one-silo stand-in refuses to start.</summary>
        public static ISiloBuilder UseAdoNetClustering(this ISiloBuilder builder, Action<AdoNetClusteringSiloOptions> configureOptions)
        {
            OneSilo.RefuseAtStart(builder.Services, "UseAdoNetClustering asks for a cluster of silos");
            return builder.Configure(configureOptions);
        }

        public static IClientBuilder UseAdoNetClustering(this IClientBuilder builder, Action<AdoNetClusteringClientOptions> configureOptions) =>
            builder.Configure(configureOptions);
    }

    public static class EndpointOptionsExtensions
    {
        public static ISiloBuilder ConfigureEndpoints(this ISiloBuilder builder, IPAddress advertisedIP, int siloPort, int gatewayPort, bool listenOnAnyHostAddress = false) =>
            builder.Configure<EndpointOptions>(options =>
                (options.AdvertisedIPAddress, options.SiloPort, options.GatewayPort) = (advertisedIP, siloPort, gatewayPort));

        public static ISiloBuilder ConfigureEndpoints(this ISiloBuilder builder, int siloPort, int gatewayPort, AddressFamily addressFamily = AddressFamily.InterNetwork, bool listenOnAnyHostAddress = false) =>
            builder.Configure<EndpointOptions>(options => (options.SiloPort, options.GatewayPort) = (siloPort, gatewayPort));
    }
}

namespace Microsoft.Extensions.Hosting
{
    public static class RedisClusteringISiloBuilderExtensions
    {
        /// <summary>Needs a cluster: the one-silo stand-in refuses to start.</summary>
        public static ISiloBuilder UseRedisClustering(this ISiloBuilder builder, string redisConnectionString)
        {
            OneSilo.RefuseAtStart(builder.Services, "UseRedisClustering asks for a cluster of silos");
            return builder;
        }
    }

    public static class RedisClusteringIClientBuilderExtensions
    {
        public static IClientBuilder UseRedisClustering(this IClientBuilder builder, string redisConnectionString) => builder;
    }
}
