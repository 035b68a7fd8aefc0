using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>The silo that this process is. In a cluster it has its address once it listens.</summary>
internal sealed class LocalSilo(IOptions<ClusterOptions> cluster, IOptions<SiloOptions> silo, IOptions<EndpointOptions> endpoints) : ILocalSiloDetails
{
    public string Name => silo.Value.SiloName;

    public string ClusterId => cluster.Value.ClusterId;

    public string DnsHostName { get; } = Dns.GetHostName();

    public SiloAddress SiloAddress { get; private set; } = SiloAddress.New(IPAddress.Loopback, endpoints.Value.SiloPort, SiloAddress.AllocateNewGeneration());

    public SiloAddress GatewayAddress { get; private set; } = SiloAddress.New(IPAddress.Loopback, endpoints.Value.GatewayPort, 0);

    /// <summary>This host's first address that is not a loopback, as a pod has one.</summary>
    public static IPAddress FirstAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses.Select(unicast => unicast.Address))
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork) ?? IPAddress.Loopback;

    public void Begin(IPAddress address, int siloPort, int gatewayPort) =>
        (SiloAddress, GatewayAddress) = (SiloAddress.New(address, siloPort, SiloAddress.AllocateNewGeneration()), SiloAddress.New(address, gatewayPort, 0));

    public void TakeNextGeneration() => SiloAddress = SiloAddress.New(SiloAddress.Endpoint.Address, SiloAddress.Endpoint.Port, SiloAddress.AllocateNewGeneration());
}
