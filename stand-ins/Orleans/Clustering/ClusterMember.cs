using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>The silo's way through the life of a cluster: listen, join, take grains, hand them over, leave.</summary>
internal sealed partial class ClusterMember(
    Membership membership,
    ClusterViews views,
    FailureDetector detector,
    Listener listener,
    Peers peers,
    Catalog catalog,
    ClusterRouter router,
    LocalSilo self,
    ILogger<ClusterMember> logger,
    IHostApplicationLifetime? host = null) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(10);

    private bool _isMember;

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe<ClusterMember>(ServiceLifecycleStage.RuntimeInitialize, Listen);
        lifecycle.Subscribe<ClusterMember>(ServiceLifecycleStage.RuntimeGrainServices, Join);
        lifecycle.Subscribe<ClusterMember>(ServiceLifecycleStage.BecomeActive - 1, BecomeActive, HandOver);
    }

    /// <summary>The last step of a silo that ends, after its grains have; without grace the others find out by themselves.</summary>
    public async Task Leave(bool gracefully, CancellationToken cancellationToken)
    {
        if (gracefully && _isMember)
        {
            await listener.Leave(LastAnswers);
            await Try(SiloStatus.Dead, cancellationToken);
        }

        Disconnect();
    }

    private Task Listen(CancellationToken cancellationToken)
    {
        membership.FoundDead = Abort;
        listener.Bind();
        return Task.CompletedTask;
    }

    private async Task Join(CancellationToken cancellationToken)
    {
        await membership.Join(cancellationToken);
        _isMember = true;
    }

    private async Task BecomeActive(CancellationToken cancellationToken)
    {
        views.Changed += view => catalog.ReleaseOthers(router, isLeaving: view.StatusOf(self.SiloAddress) > SiloStatus.Active);
        await membership.Become(SiloStatus.Active, cancellationToken);
        detector.Start();
        LogActive(logger, self.SiloAddress, views.Current.Version);
    }

    private Task HandOver(CancellationToken cancellationToken) =>
        _isMember && !cancellationToken.IsCancellationRequested ? Try(SiloStatus.ShuttingDown, cancellationToken) : Task.CompletedTask;

    private async Task Try(SiloStatus status, CancellationToken cancellationToken)
    {
        try
        {
            await membership.Become(status, cancellationToken);
        }
        catch (Exception exception)
        {
            // A silo must be able to end without its database; the others will miss its probes.
            LogStatusFailed(logger, exception, self.SiloAddress, status);
        }
    }

    private void Abort(string reason)
    {
        LogDead(logger, reason);
        _isMember = false;
        catalog.Abort();
        Disconnect();
        Environment.ExitCode = 1;
        host?.StopApplication();
    }

    private void Disconnect()
    {
        detector.Dispose();
        membership.Dispose();
        listener.Dispose();
        peers.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Silo} is active in version {Version} of the cluster")]
    private static partial void LogActive(ILogger logger, SiloAddress silo, int version);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Reason}")]
    private static partial void LogDead(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Silo} could not write into the membership table that it is {Status}")]
    private static partial void LogStatusFailed(ILogger logger, Exception exception, SiloAddress silo, SiloStatus status);
}
