namespace Grpc.Core;

[Flags]
#pragma warning disable CA1711 // upstream's name
public enum WriteFlags
#pragma warning restore CA1711
{
    /// <summary>More messages follow: the transport may hold this one back.</summary>
    BufferHint = 1,

    /// <summary>Do not compress this message. Responses here never are.</summary>
    NoCompress = 2,
}

public class WriteOptions(WriteFlags flags = default)
{
    public static readonly WriteOptions Default = new();

    public WriteFlags Flags { get; } = flags;
}
