using Orleans.Concurrency;

namespace BenchHub.Monitoring;

/// <summary>Somewhere to tell of alerts; the key is a <see cref="ChannelId"/>. Delivers what stands in the outbox, at least once.</summary>
[Alias("benchhub.channel")]
public interface IChannelGrain : IGrainWithStringKey
{
    /// <summary>Checks the address and keeps the channel with its secret sealed. Repeating it changes nothing.</summary>
    /// <exception cref="RefusedException">The name is taken, or the hub does not call such an address.</exception>
    [Alias("add")]
    Task Add(AddChannel command);

    /// <summary>What it was yet to be told is given up. Repeating it changes nothing.</summary>
    [Alias("remove")]
    Task Remove();

    /// <summary>Sends an event <c>test</c> once, now.</summary>
    /// <exception cref="RefusedException">There is no such channel.</exception>
    [Alias("test")]
    Task<ChannelTrial> Test();

    /// <summary>There may be something to deliver. It is found without this call as well, up to a minute later.</summary>
    [OneWay, Alias("wake")]
    Task Wake();
}

/// <summary>Command: tell alerts there. The secret signs what is sent; null for unsigned.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.add-channel")]
public sealed record AddChannel([property: Id(0)] string Name, [property: Id(1)] string Url, [property: Id(2)] string? Secret)
{
    // A record prints its members; neither has a place in a log.
    public override string ToString() => $"{nameof(AddChannel)} {Name}";
}

/// <summary>What came of a test. Without an answer there is no status; where it was delivered there is no error.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.channel-trial")]
public sealed record ChannelTrial(
    [property: Id(0)] bool Delivered,
    [property: Id(1)] int? Status,
    [property: Id(2)] string? Error,
    [property: Id(3)] double Milliseconds);
