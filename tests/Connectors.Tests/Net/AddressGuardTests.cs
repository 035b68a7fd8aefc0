using System.Net;
using System.Net.Sockets;
using BenchHub.Connectors.Net;

namespace BenchHub.Connectors.Tests.Net;

public sealed class AddressGuardTests
{
    private static readonly AddressPolicy Everything = new()
    {
        AllowLoopback = true,
        AllowPrivate = true,
        Allow = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")],
    };

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.0.1")]
    [InlineData("169.254.255.255")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("192.0.0.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.0.2.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("febf::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd20:ce::254")]
    [InlineData("fd00:42::42")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("64:ff9b:1::a9fe:a9fe")]
    [InlineData("4000::1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0.0.0.0")]
    [InlineData("::ffff:255.255.255.255")]
    [InlineData("::ffff:224.0.0.1")]
    [InlineData("::ffff:0:169.254.169.254")]
    [InlineData("::169.254.169.254")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2002:e000:1::")]
    public void Problem_ForbiddenAddress_IsRefusedWhateverThePolicyAllows(string address) =>
        Assert.EndsWith(
            "; the hub never calls such an address.", new AddressGuard(Everything).Problem(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("::127.0.0.1")]
    public void Problem_Loopback_IsOptIn(string address) =>
        AssertOptIn(address, new() { AllowLoopback = true }, new() { AllowPrivate = true });

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("2002:c0a8:101::")]
    public void Problem_PrivateAddress_IsOptIn(string address) =>
        AssertOptIn(address, new() { AllowPrivate = true }, new() { AllowLoopback = true });

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700::1111")]
    [InlineData("2001:200::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void Problem_PublicAddress_IsAllowedByDefault(string address) =>
        Assert.Null(new AddressGuard(new()).Problem(IPAddress.Parse(address)));

    [Fact]
    public void Problem_AllowedRange_OpensItAndNothingElse()
    {
        var guard = new AddressGuard(new() { Allow = [IPNetwork.Parse("10.1.0.0/16")] });

        Assert.Null(guard.Problem(IPAddress.Parse("10.1.2.3")));
        Assert.Null(guard.Problem(IPAddress.Parse("::ffff:10.1.2.3")));
        Assert.Equal(
            "10.2.0.1 is private; this hub's configuration does not allow such addresses.",
            guard.Problem(IPAddress.Parse("10.2.0.1")));
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void Problem_DeniedRange_IsStrongerThanAllowed(string address)
    {
        var guard = new AddressGuard(Everything with { Deny = [IPNetwork.Parse("8.8.8.0/24")] });

        Assert.EndsWith("is in a range that this hub's configuration denies.", guard.Problem(IPAddress.Parse(address)));
    }

    [Fact]
    public async Task Resolve_OneOfTheAddressesIsRefused_RefusesTheName()
    {
        var guard = new AddressGuard(new(), Names("8.8.8.8", "169.254.169.254"));

        var refused = await Assert.ThrowsAsync<AddressRefusedException>(() => guard.Resolve("rag.example", default));

        Assert.Equal(
            "rag.example resolves to a refused address: 169.254.169.254 is the metadata service of a cloud; "
            + "the hub never calls such an address.",
            refused.Message);
    }

    [Fact]
    public async Task Resolve_AllAllowed_ReturnsThem()
    {
        var guard = new AddressGuard(new(), Names("8.8.8.8", "2606:4700::1111"));

        Assert.Equal(2, (await guard.Resolve("rag.example", default)).Length);
    }

    [Fact]
    public async Task Resolve_NoAddress_IsHostNotFound() =>
        Assert.Equal(
            SocketError.HostNotFound,
            (await Assert.ThrowsAsync<SocketException>(() => new AddressGuard(new(), Names()).Resolve("x", default))).SocketErrorCode);

    private static ResolveHost Names(params string[] addresses) =>
        (_, _) => Task.FromResult(Array.ConvertAll(addresses, IPAddress.Parse));

    private static void AssertOptIn(string address, AddressPolicy right, AddressPolicy wrong)
    {
        Assert.Null(new AddressGuard(right).Problem(IPAddress.Parse(address)));
        Assert.EndsWith(
            "this hub's configuration does not allow such addresses.",
            new AddressGuard(wrong).Problem(IPAddress.Parse(address)));
    }
}
