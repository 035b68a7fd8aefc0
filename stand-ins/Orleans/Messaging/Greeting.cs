using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Messaging;

/// <summary>What the silo at the other end of a new connection said first.</summary>
/// <param name="ClusterVersion">The version of the cluster it knows.</param>
/// <param name="Manifest">The cluster's grain classes, told to clients only.</param>
internal sealed record Greeting(int ClusterVersion, GrainManifest? Manifest)
{
    /// <exception cref="SiloUnavailableException">It refuses, or is no silo.</exception>
    public static async Task<Greeting> Exchange(FrameSocket socket, SiloAddress silo, MessagingContext context, CancellationToken cancellationToken)
    {
        var hello = context.Begin(FrameKind.Hello, 0);
        new Hello(context.ClusterId, context.Self(), silo).Write(hello);
        await socket.Send(hello);
        var first = await socket.Receive(cancellationToken)
            ?? throw new SiloUnavailableException($"{silo} closed the connection at once.");
        var reader = new WireReader(first);
        var head = FrameHead.Read(reader);
        return head.Kind switch
        {
            FrameKind.Welcome => new(head.ClusterVersion, reader.Rest > 0 ? ManifestCodec.Read(reader) : null),
            FrameKind.Refused => throw new SiloUnavailableException($"{silo} refuses the connection: {reader.Text()}"),
            _ => throw new SiloUnavailableException($"Whoever listens at {socket.Remote} is not a silo of this program."),
        };
    }
}
