using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Clustering;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Messaging;

/// <summary>What every connection of the process needs around it. A client has no silo of its own.</summary>
internal sealed record MessagingContext(ClusterViews Views, CallCodec Calls, MessagingOptions Options, string ClusterId, Func<SiloAddress?> Self, MessagingLog Log)
{
    public WireWriter Begin(FrameKind kind, long id) => FrameHead.Begin(kind, id, Views.Current.Version, Options.MaxMessageBodySize);
}

/// <summary>The first frame: who connects, and to whom they think they do.</summary>
internal sealed record Hello(string ClusterId, SiloAddress? From, SiloAddress To)
{
    // Raised with every change of the frames' form.
    private const int Protocol = 1;

    public void Write(WireWriter writer)
    {
        writer.Int32(Protocol);
        writer.Text(ClusterId);
        writer.Text(From?.ToParsableString() ?? string.Empty);
        writer.Text(To.ToParsableString());
    }

    /// <exception cref="SerializerException">The other process speaks another protocol.</exception>
    public static Hello Read(WireReader reader)
    {
        if (reader.Int32() is var protocol && protocol != Protocol)
        {
            throw new SerializerException($"The other process speaks protocol {protocol}, this one {Protocol}: run one version of the program in all processes of a cluster.");
        }

        var (cluster, from, to) = (reader.Text(), reader.Text(), reader.Text());
        return new(cluster, from.Length == 0 ? null : SiloAddress.FromParsableString(from), SiloAddress.FromParsableString(to));
    }
}

/// <summary>The grain classes of a cluster, for clients that have only the interfaces.</summary>
internal static class ManifestCodec
{
    public static void Write(WireWriter writer, GrainManifest manifest)
    {
        writer.Count((uint)manifest.Entries.Length);
        foreach (var entry in manifest.Entries)
        {
            writer.Text(entry.GrainType.ToString());
            writer.Text(entry.ClassName);
            writer.Count((uint)entry.Interfaces.Length);
            foreach (var name in entry.Interfaces)
            {
                writer.Text(name);
            }
        }
    }

    public static GrainManifest Read(WireReader reader)
    {
        var entries = ImmutableArray.CreateBuilder<GrainManifest.Entry>();
        for (var count = reader.Elements(); count > 0; count--)
        {
            var (type, name) = (GrainType.Create(reader.Text()), reader.Text());
            entries.Add(new(type, name, [.. Enumerable.Range(0, reader.Elements()).Select(_ => reader.Text())]));
        }

        return new(entries.ToImmutable());
    }
}

internal sealed partial class MessagingLog(ILogger<MessagingLog> logger)
{
    public void Ended(string remote, string reason) => LogEnded(logger, remote, reason);

    public void Refused(string remote, string reason) => LogRefused(logger, remote, reason);

    public void NoGateway(string reason) => LogNoGateway(logger, reason);

    public void ReleaseFailed(GrainId grain, SiloAddress silo, string reason) => LogReleaseFailed(logger, grain, silo, reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The connection with {Remote} has ended: {Reason}")]
    private static partial void LogEnded(ILogger logger, string remote, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection of {Remote} was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string remote, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No silo of the cluster can be reached yet; trying on. {Reason}")]
    private static partial void LogNoGateway(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} is activated here although {Silo} has not said that it has ended there: {Reason} Its stored state stays guarded by its etag.")]
    private static partial void LogReleaseFailed(ILogger logger, GrainId grain, SiloAddress silo, string reason);
}
