using Orleans.Messaging;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Clustering;

/// <summary>
/// Before a grain is activated here, asks the silos that held it before the last changes to end theirs. So a grain that moves between
/// living silos has one activation at a time.
/// </summary>
internal sealed class Handover(ClusterViews views, LocalSilo self, Peers peers, MessagingLog log)
{
    // A former activation may be in the middle of a long call; the new one does not wait for it for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public Task Complete(GrainId grain) => Task.WhenAll(views.FormerOwners(grain, self.SiloAddress).ToArray().Select(silo => Release(grain, silo)));

    private async Task Release(GrainId grain, SiloAddress silo)
    {
        try
        {
            var connection = await peers.To(silo);
            await connection.Ask(FrameKind.Release, writer => LeafCodecs.Write(writer, grain), Patience);
        }
        catch (Exception exception) when (exception is SiloUnavailableException or TimeoutException)
        {
            log.ReleaseFailed(grain, silo, exception.Message);
        }
    }
}
