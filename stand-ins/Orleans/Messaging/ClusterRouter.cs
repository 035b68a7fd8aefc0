using Orleans.Clustering;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Messaging;

/// <summary>A silo among others: a call goes to the silo that the current view gives its grain to.</summary>
internal sealed class ClusterRouter(Catalog catalog, GrainClasses classes, ClusterViews views, LocalSilo self, Peers peers, SiloMessagingOptions options) : ICallRouter
{
    private readonly UnsentCalls _unsent = new(views);

    public bool IsHere(GrainId grain) => OwnerOf(grain).Equals(self.SiloAddress);

    public void Send(Call call)
    {
        var owner = OwnerOf(call.Target);
        if (owner.Equals(self.SiloAddress))
        {
            catalog.Deliver(call);
        }
        else if (call.Forwards > options.MaxForwardCount)
        {
            call.Fail(new OrleansMessageRejectionException($"{call.Method} of {call.Target} was passed on {options.MaxForwardCount} times and has not met its grain: the silos see the cluster differently at the moment. The call has not run."));
        }
        else if (!TrySend(call, owner))
        {
            _ = _unsent.Retry(call, SendOnce);
        }
    }

    /// <summary>A call from another process, which has seen that version of the cluster.</summary>
    public void Receive(Call call, int clusterVersion)
    {
        if (views.Current.Version >= clusterVersion)
        {
            Take(call);
        }
        else
        {
            _ = Task.Run(async () =>
            {
                await views.TryAtLeast(clusterVersion);
                Take(call);
            });
        }
    }

    /// <summary>Completes when this silo has no activation of the grain.</summary>
    public Task Release(GrainId grain) => IsHere(grain) ? Task.CompletedTask : catalog.Release(grain);

    /// <summary>What a closing activation has not run.</summary>
    public void SendAgain(Call call) => Take(call);

    private void Take(Call call)
    {
        call.Forwards += IsHere(call.Target) ? 0 : 1;
        try
        {
            Send(call);
        }
        catch (Exception exception)
        {
            call.Fail(exception); // No such grain class, or a silo that has stopped: the caller's to know.
        }
    }

    private async Task<bool> SendOnce(Call call)
    {
        var owner = OwnerOf(call.Target);
        if (owner.Equals(self.SiloAddress))
        {
            catalog.Deliver(call);
            return true;
        }

        await peers.To(owner);
        return TrySend(call, owner);
    }

    private bool TrySend(Call call, SiloAddress owner)
    {
        try
        {
            return peers.Find(owner)?.TrySend(call) == true;
        }
        catch (SerializerException exception)
        {
            call.Fail(exception);
            return true;
        }
    }

    private SiloAddress OwnerOf(GrainId grain) =>
        classes.IsStatelessWorker(grain.Type) ? self.SiloAddress : views.Current.Owners.OwnerOf(grain) ?? self.SiloAddress;
}
