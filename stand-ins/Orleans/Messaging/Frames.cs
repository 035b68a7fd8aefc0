using Orleans.Serialization;

namespace Orleans.Messaging;

/// <summary>What a frame is. Requests go from the process that connected to the one that listens, answers the other way.</summary>
internal enum FrameKind : byte
{
    /// <summary>The first of each connection, by the one that connected.</summary>
    Hello = 1,

    /// <summary>The first answer of each connection: it is open.</summary>
    Welcome = 2,

    /// <summary>The first answer of each connection: it will not be, and why.</summary>
    Refused = 3,

    Call = 4,
    Answer = 5,

    /// <summary>The caller's token of a call was cancelled.</summary>
    Cancel = 6,

    /// <summary>Asks for a sign of life.</summary>
    Probe = 7,

    /// <summary>Says that the cluster has a new version; answered once it was read.</summary>
    News = 8,

    /// <summary>Asks for the end of a grain's activation, since the asking silo holds the grain now; answered when it has ended.</summary>
    Release = 9,

    /// <summary>From the one that listens: send no more requests here. Those under way are still answered.</summary>
    Goodbye = 10,
}

/// <summary>The head of every frame: its length, what it is, which request it belongs to, and the sender's version of the cluster.</summary>
internal readonly record struct FrameHead(FrameKind Kind, long Id, int ClusterVersion)
{
    public const int LengthSize = sizeof(int);

    public static WireWriter Begin(FrameKind kind, long id, int clusterVersion, int limit)
    {
        var writer = new WireWriter(limit);
        writer.Int32(0);
        writer.Byte((byte)kind);
        writer.Int64(id);
        writer.Int32(clusterVersion);
        return writer;
    }

    public static FrameHead Read(WireReader reader) => new((FrameKind)reader.Byte(), reader.Int64(), reader.Int32());
}
