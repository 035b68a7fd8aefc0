using Microsoft.Extensions.DependencyInjection;
using Orleans.Clustering;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>Reads the cluster's table anew for each question; a silo alone answers for itself.</summary>
[GrainType("orleans.management"), StatelessWorker]
internal sealed class ManagementGrain(ILocalSiloDetails self, IServiceProvider services) : Grain, IManagementGrain
{
    public async Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) =>
        (await GetDetailedHosts(onlyActive)).ToDictionary(entry => entry.SiloAddress, entry => entry.Status);

    public async Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false)
    {
        var entries = services.GetService<ClusterViews>() is { } views ? (await views.Read(CancellationToken.None)).Entries : [Alone()];
        return [.. entries.Where(entry => !onlyActive || entry.Status == SiloStatus.Active)];
    }

    private MembershipEntry Alone() =>
        new() { SiloAddress = self.SiloAddress, Status = SiloStatus.Active, SiloName = self.Name, HostName = self.DnsHostName };
}
