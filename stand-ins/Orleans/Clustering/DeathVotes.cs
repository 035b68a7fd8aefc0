using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>Votes in the table against a silo that does not answer; enough of them declare it dead.</summary>
internal sealed partial class DeathVotes(IMembershipStore store, ClusterViews views, Membership membership, LocalSilo self, IOptions<ClusterMembershipOptions> options, ILogger<DeathVotes> logger)
{
    public async Task Cast(SiloAddress suspect, CancellationToken cancellationToken)
    {
        try
        {
            await membership.Change(
                async version =>
                {
                    var view = views.Current;
                    if (!view.IsLiving(suspect) || view.StatusOf(self.SiloAddress) is SiloStatus.Dead or SiloStatus.None)
                    {
                        return true; // It is dead already, or the dead one is this silo, which has no vote.
                    }

                    var entry = WithVote(view, view.Entry(suspect)!);
                    LogVote(logger, self.SiloAddress, suspect, entry.SuspectTimes!.Count, Needed(view, suspect), entry.Status);
                    return await store.Update(entry, version, cancellationToken);
                },
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Somebody else's vote was enough.
        }
        catch (Exception exception)
        {
            LogNoVote(logger, exception, suspect);
        }
    }

    private MembershipEntry WithVote(ClusterView view, MembershipEntry entry)
    {
        var fresh = (entry.SuspectTimes ?? [])
            .Where(vote => !vote.Item1.Equals(self.SiloAddress) && view.ReadTime - vote.Item2 < options.Value.DeathVoteExpirationTimeout)
            .Append(new(self.SiloAddress, view.ReadTime))
            .ToList();
        return new()
        {
            SiloAddress = entry.SiloAddress,
            Status = fresh.Count >= Needed(view, entry.SiloAddress) ? SiloStatus.Dead : entry.Status,
            SuspectTimes = fresh,
            ProxyPort = entry.ProxyPort,
            HostName = entry.HostName,
            SiloName = entry.SiloName,
            StartTime = entry.StartTime,
            IAmAliveTime = entry.IAmAliveTime,
        };
    }

    // A silo that has given no sign of life for long will not vote; were its vote waited for, two dead of three could not be buried.
    private int Needed(ClusterView view, SiloAddress suspect)
    {
        var stale = options.Value.IAmAliveTablePublishTimeout * options.Value.NumMissedTableIAmAliveLimit;
        var voters = view.Entries.Count(entry => entry.Status == SiloStatus.Active && !entry.SiloAddress.Equals(suspect) && view.ReadTime - entry.IAmAliveTime < stale);
        return Math.Clamp(voters, 1, options.Value.NumVotesForDeathDeclaration);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Silo} votes for the death of {Suspect} ({Votes} of {Needed} votes): it is {Status} now")]
    private static partial void LogVote(ILogger logger, SiloAddress silo, SiloAddress suspect, int votes, int needed, SiloStatus status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A vote for the death of {Suspect} could not be cast; it is tried again")]
    private static partial void LogNoVote(ILogger logger, Exception exception, SiloAddress suspect);
}
