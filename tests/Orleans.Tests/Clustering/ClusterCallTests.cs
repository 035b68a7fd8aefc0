using System.Collections.Immutable;
using System.Net;
using System.Numerics;
using BenchHub.Orleans.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BenchHub.Orleans.Tests.Clustering;

/// <summary>Calls between three silos and a client, each of which reaches the others over sockets only.</summary>
public sealed class ClusterCallTests : IAsyncLifetime
{
    private static readonly string[] Keys = [.. Enumerable.Range(0, 30).Select(index => $"grain_{index}")];

    private static readonly object?[] Values =
    [
        null,
        true,
        (byte)7,
        -5,
        long.MinValue,
        ulong.MaxValue,
        'x',
        1.5f,
        double.NaN,
        12.30m,
        "",
        "Größe \U0001F600",
        Guid.Parse("6f0c2b1e-4f0f-4b6e-9a51-0d8f1c2b3a49"),
        new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc),
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(5.5)),
        new DateOnly(2026, 3, 1),
        TimeSpan.FromTicks(-1),
        new Uri("https://example.org/a?b=c"),
        BigInteger.Pow(3, 200),
        IPAddress.IPv6Loopback,
        Colour.Green,
        new[] { 1, 2, 3 },
        new[] { "a", null, "c" },
        new List<int?> { 1, null },
        new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "A" },
        new Dictionary<string, List<double>> { ["a"] = [1, 2] },
        ImmutableArray.Create(1.5, 2.5),
        ImmutableList.Create("a"),
        ImmutableHashSet.Create(4),
        ImmutableDictionary<string, int>.Empty.Add("a", 1),
        ImmutableSortedDictionary<string, int>.Empty.Add("b", 2).Add("a", 1),
        (1, "two", 3.0),
        KeyValuePair.Create("k", 2),
        GrainId.Create("type", "key/with/slashes"),
        new ShapeId("s"),
    ];

    private TestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.Start(silos: 3);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Call_FromEachSiloAndTheClient_ReachesTheSameActivation()
    {
        IGrainFactory[] factories = [_cluster.Cluster.Client, .. _cluster.Cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<IGrainFactory>())];

        foreach (var factory in factories)
        {
            await Task.WhenAll(Keys.Select(key => factory.GetGrain<IWireGrain>(key).Add(1)));
        }

        Assert.All(await Task.WhenAll(Keys.Select(key => Grain(key).Add(0))), sum => Assert.Equal(4, sum));
        Assert.Equal(3, (await Task.WhenAll(Keys.Select(key => Grain(key).Silo()))).Distinct().Count());
    }

    [Fact]
    public async Task Values_ThereAndBack_AreEqual()
    {
        foreach (var value in Values)
        {
            Assert.Equal(value, await Grain("a").Echo(value));
        }
    }

    [Fact]
    public async Task Dictionary_ThatIgnoresCase_StillDoes()
    {
        var echo = (Dictionary<string, int>)(await Grain("a").Echo(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["A"] = 1 }))!;

        Assert.Equal(1, echo["a"]);
    }

    [Fact]
    public async Task Value_ThatContainsItself_FailsItsCallOnly()
    {
        var note = new Note();
        note.Replies.Add(note);
        Assert.SkipUnless(Product.IsStandIn, "Upstream sends cycles.");

        await Assert.ThrowsAnyAsync<Exception>(() => Grain("a").Echo(note));

        Assert.Equal(1, await Grain("a").Add(1));
    }

    [Fact]
    public async Task Record_WithMembersOfManyKinds_ArrivesWhole()
    {
        var part = new Shape("part", null, [], ImmutableSortedDictionary<string, double>.Empty, Colour.Red, new("p")) { Note = null };
        var shape = new Shape("whole", 4, [part], ImmutableSortedDictionary<string, double>.Empty.Add("width", 2), Colour.Green, new("w"));

        var grown = await Grain("a").Grow(shape);

        Assert.Equal((5, "width", "p"), (grown.Corners, grown.Sizes.Keys.Single(), grown.Parts[0].Id.Value));
        Assert.True(grown.NeverSet.IsDefault);
        Assert.Equal(("by default", null), (grown.Note, grown.Parts[0].Note));
    }

    [Fact]
    public async Task Call_TenMegabytes_ArriveWhole()
    {
        var bytes = new byte[10 * 1024 * 1024];
        new Random(5).NextBytes(bytes);

        var reversed = await Grain("a").Reverse(bytes);

        Assert.Equal(bytes.Reverse(), reversed);
    }

    [Fact]
    public async Task Reference_AsArgumentAndResult_Works()
    {
        var other = await Grain("a").Pass(Grain("b"));

        Assert.Equal(2, await other.Add(1));
        Assert.Equal(Grain("b"), other);
    }

    [Fact]
    public async Task Exception_WithMembers_ArrivesAsItself()
    {
        var thrown = await Assert.ThrowsAsync<TurnedDownException>(() => Grain("a").Throw("refused"));

        Assert.Equal(("Not today.", Colour.Green, "first second"), (thrown.Message, thrown.Colour, string.Join(' ', thrown.Findings)));
        Assert.Equal("It rains.", Assert.IsType<InvalidOperationException>(thrown.InnerException).Message);
        Assert.Contains(nameof(WireGrain), thrown.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exception_OfTheFramework_ArrivesWithTypeAndMessage()
    {
        var thrown = await Assert.ThrowsAsync<ArgumentException>(() => Grain("a").Throw("argument"));

        Assert.StartsWith("Too long.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exception_ThatCannotBeMadeAnew_StillSaysWhatHappened()
    {
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => Grain("a").Throw("aggregate"));

        Assert.Contains("Several.", thrown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kill_OneSilo_ItsGrainsStartElsewhereAndTheOthersStay()
    {
        await Task.WhenAll(Keys.Select(key => Grain(key).Add(1)));
        var homes = (await Task.WhenAll(Keys.Select(async key => (Key: key, Silo: await Grain(key).Silo())))).ToLookup(home => home.Silo, home => home.Key);
        var victim = _cluster.Cluster.Silos[2];
        var address = victim.SiloAddress.ToParsableString();

        await _cluster.Cluster.KillSiloAsync(victim);
        await _cluster.Cluster.WaitForLivenessToStabilizeAsync(didKill: true);

        Assert.All(await Task.WhenAll(homes[address].Select(key => Grain(key).Add(1))), sum => Assert.Equal(1, sum));
        Assert.All(await Task.WhenAll(homes.Where(home => home.Key != address).SelectMany(home => home).Select(key => Grain(key).Add(1))), sum => Assert.Equal(2, sum));
    }

    [Fact]
    public async Task Management_KnowsEverySiloByName()
    {
        var hosts = await _cluster.Cluster.Client.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: true);

        Assert.Equal(_cluster.Cluster.Silos.Select(silo => silo.Name).Order(), hosts.Select(host => host.SiloName).Order());
        Assert.All(hosts, host => Assert.Equal(SiloStatus.Active, host.Status));
    }

    [Theory]
    [InlineData("10.0.0.1:11111@12345")]
    [InlineData("127.0.0.1:0@1")]
    public void SiloAddress_AsTextAndBack_IsEqual(string text) =>
        Assert.Equal(text, SiloAddress.FromParsableString(text).ToParsableString());

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.1:11111")]
    [InlineData("host@1")]
    public void SiloAddress_OtherText_IsRefused(string text) =>
        Assert.False(SiloAddress.TryParse(text, out _));

    private IWireGrain Grain(string key) => _cluster.Grain<IWireGrain>(key);
}
