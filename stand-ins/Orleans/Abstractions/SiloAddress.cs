using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Orleans.Runtime;

/// <summary>One start of a silo: where it listens, and which start of it; as text <c>address:port@generation</c>.</summary>
[GenerateSerializer, Immutable]
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>
{
    private static readonly DateTime Epoch = new(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static int _lastGeneration;

    private SiloAddress(IPEndPoint endpoint, int generation) => (Endpoint, Generation) = (endpoint, generation);

    [Id(0)]
    public IPEndPoint Endpoint { get; }

    /// <summary>Grows with every start on the same endpoint.</summary>
    [Id(1)]
    public int Generation { get; }

    public static SiloAddress New(IPEndPoint ep, int gen) => new(ep, gen);

    public static SiloAddress New(IPAddress address, int port, int generation) => new(new IPEndPoint(address, port), generation);

    /// <summary>Seconds since 2010, and more than any number this process was given before.</summary>
    public static int AllocateNewGeneration()
    {
        var seconds = (int)(TimeProvider.System.GetUtcNow().UtcDateTime - Epoch).TotalSeconds;
        while (true)
        {
            var last = Volatile.Read(ref _lastGeneration);
            var next = Math.Max(seconds, last + 1);
            if (Interlocked.CompareExchange(ref _lastGeneration, next, last) == last)
            {
                return next;
            }
        }
    }

    /// <exception cref="FormatException">The text is not <c>address:port@generation</c>.</exception>
    public static SiloAddress FromParsableString(string addr) =>
        TryParse(addr, out var result) ? result : throw new FormatException($"\"{addr}\" is not the address of a silo: it has the form address:port@generation.");

    public static bool TryParse([NotNullWhen(true)] string? value, [NotNullWhen(true)] out SiloAddress? result)
    {
        var at = value?.LastIndexOf('@') ?? -1;
        var colon = at < 0 ? -1 : value!.LastIndexOf(':', at);
        result = colon > 0
            && IPAddress.TryParse(value.AsSpan(0, colon), out var address)
            && ushort.TryParse(value.AsSpan(colon + 1, at - colon - 1), CultureInfo.InvariantCulture, out var port)
            && int.TryParse(value.AsSpan(at + 1), CultureInfo.InvariantCulture, out var generation)
            ? New(address, port, generation)
            : null;
        return result is not null;
    }

    public string ToParsableString() => string.Create(CultureInfo.InvariantCulture, $"{Endpoint.Address}:{Endpoint.Port}@{Generation}");

    public bool Equals([NotNullWhen(true)] SiloAddress? other) => other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    public override int GetHashCode() => Endpoint.GetHashCode() ^ Generation;

    /// <summary>Whether this is a later start on the same endpoint.</summary>
    public bool IsSuccessorOf(SiloAddress other) => Endpoint.Equals(other.Endpoint) && Generation > other.Generation;

    public bool IsPredecessorOf(SiloAddress other) => other.IsSuccessorOf(this);

    public int CompareTo(SiloAddress? other) => string.CompareOrdinal(ToParsableString(), other?.ToParsableString());

    public override string ToString() => $"S{Endpoint}:{Generation}";
}
