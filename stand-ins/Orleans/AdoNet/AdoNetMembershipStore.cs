using System.Data.Common;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Orleans.AdoNet;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>The silos in table OrleansMembershipTable, reached only by the statements of table OrleansQuery.</summary>
internal sealed class AdoNetMembershipStore(string owner, string invariant, string? connectionString, IOptions<ClusterOptions> cluster) : IMembershipStore
{
    private const string VoteTime = "yyyy-MM-dd HH:mm:ss.fff 'GMT'";

    private readonly Database _database = new(owner, invariant, connectionString);

    private string ClusterId => cluster.Value.ClusterId;

    public async Task Open(bool mayCreate, CancellationToken cancellationToken)
    {
        await _database.Open(cancellationToken);
        if (mayCreate)
        {
            await Changes("InsertMembershipVersionKey", _ => { }, cancellationToken);
        }
    }

    public async Task<MembershipTable> Read(CancellationToken cancellationToken)
    {
        var rows = await _database.Query(
            "MembershipReadAllKey",
            command => command.Add("DeploymentId", ClusterId),
            row => (Version: (int)row.Number("Version")!, ReadTime: row.Utc("ReadTime"), Entry: row.Text("Address") is { } address ? Entry(row, address) : null),
            cancellationToken);
        return rows.Count == 0
            ? throw new OrleansConfigurationException($"{owner}: no silo has ever started in the cluster \"{ClusterId}\" (ClusterOptions.ClusterId) of this database.")
            : new(rows[0].Version, rows[0].ReadTime, [.. rows.Where(row => row.Entry is not null).Select(row => row.Entry!)]);
    }

    public Task<bool> Insert(MembershipEntry entry, int version, CancellationToken cancellationToken) => Changes(
        "InsertMembershipKey",
        command =>
        {
            AddAddress(command, entry.SiloAddress);
            command.Add("SiloName", entry.SiloName);
            command.Add("HostName", entry.HostName);
            command.Add("Status", (int)entry.Status);
            command.Add("ProxyPort", entry.ProxyPort);
            command.Add("StartTime", entry.StartTime);
            command.Add("Version", version);
        },
        cancellationToken);

    public Task<bool> Update(MembershipEntry entry, int version, CancellationToken cancellationToken) => Changes(
        "UpdateMembershipKey",
        command =>
        {
            AddAddress(command, entry.SiloAddress);
            command.Add("Status", (int)entry.Status);
            command.Add("SuspectTimes", Votes(entry));
            command.Add("Version", version);
        },
        cancellationToken);

    public Task<bool> KeepAlive(SiloAddress silo, CancellationToken cancellationToken) =>
        Changes("UpdateIAmAlivetimeKey", command => AddAddress(command, silo), cancellationToken);

    public Task Forget(DateTime before, CancellationToken cancellationToken) =>
        Changes("CleanupDefunctSiloEntriesKey", command => command.Add("IAmAliveTime", before), cancellationToken);

    private async Task<bool> Changes(string key, Action<DbCommand> parameters, CancellationToken cancellationToken) =>
        await _database.Single(
            key,
            command =>
            {
                command.Add("DeploymentId", ClusterId);
                parameters(command);
            },
            row => Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture),
            cancellationToken) > 0;

    private static void AddAddress(DbCommand command, SiloAddress silo)
    {
        command.Add("Address", silo.Endpoint.Address.ToString());
        command.Add("Port", silo.Endpoint.Port);
        command.Add("Generation", silo.Generation);
    }

    private static string? Votes(MembershipEntry entry) => entry.SuspectTimes is { Count: > 0 } votes
        ? string.Join('|', votes.Select(vote => $"{vote.Item1.ToParsableString()},{vote.Item2.ToString(VoteTime, CultureInfo.InvariantCulture)}"))
        : null;

    private static MembershipEntry Entry(DbDataReader row, string address) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Parse(address), (int)row.Number("Port")!, (int)row.Number("Generation")!),
        SiloName = row.Text("SiloName")!,
        HostName = row.Text("HostName")!,
        Status = (SiloStatus)row.Number("Status")!,
        ProxyPort = (int)row.Number("ProxyPort")!,
        StartTime = row.Utc("StartTime"),
        IAmAliveTime = row.Utc("IAmAliveTime"),
        SuspectTimes = [.. (row.Text("SuspectTimes") ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Vote)],
    };

    private static Tuple<SiloAddress, DateTime> Vote(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return new(
            SiloAddress.FromParsableString(text[..comma]),
            DateTime.ParseExact(text[(comma + 1)..], VoteTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal));
    }
}
